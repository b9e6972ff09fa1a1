"""Export: a checkpoint becomes the folder that the product ships.

Takes a transformers folder (from `training.train`) and, if the recipe counts on them, the work folder's n-grams;
gives a CTranslate2 int8 folder with `model.bin`, `config.json` (with the recipe's `[export]` under the key
`summarizer`), `shared_vocabulary.json`, `spiece.model` and the n-grams. Touches that folder alone.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
from safetensors.torch import load_file, save_file

from summarizer.engines.convert import converter_for
from summarizer.engines.ngrams import TRIE_FILE, VALUES_FILE
from training import checkpoint
from training.recipe import options, read_recipe


def convert(source: Path, target: Path, quantization: str = "int8") -> None:
    """Convert, the embedding spelt out three times: an untied T5 needs all of them."""
    weights = load_file(source / "model.safetensors")
    checkpoint.check_apart(weights)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side in (*checkpoint.SIDE_FILES, "config.json"):
            if (source / side).exists():
                shutil.copyfile(source / side, folder / side)
        for part in ("encoder", "decoder"):
            weights[f"{part}.embed_tokens.weight"] = weights["shared.weight"].clone()
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        # The stock converter divides an untied T5's outputs by 22.6: flat scores, wrong beams and probabilities.
        converter_for(str(folder)).convert(str(target), quantization=quantization, force=True)
    shutil.copyfile(source / "spiece.model", target / "spiece.model")


def settle(folder: Path, settings: dict[str, Any]) -> None:
    """Put the product's settings into the folder's config and check that it still opens."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["summarizer"] = settings
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    ctranslate2.Translator(str(folder), device="cpu")


def main() -> None:
    parser = options("Export a checkpoint for CTranslate2.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    convert(arguments.checkpoint, arguments.target)
    recipe = read_recipe(arguments.recipe, arguments.work)
    for name in (TRIE_FILE, VALUES_FILE) if "fluency" in recipe.export["rewriting"] else ():
        shutil.copyfile(recipe.work / name, arguments.target / name)
    settle(arguments.target, recipe.export)
    size = sum(path.stat().st_size for path in arguments.target.iterdir()) / 1e6
    print(f"{arguments.target}: {size:.1f} MB")


if __name__ == "__main__":
    main()
