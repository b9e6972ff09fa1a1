"""A tiny T5 and a tiny BART that the tests make themselves: real files, real runtimes, a second of training.

The T5 has an output layer of its own, as T5 1.1 and the embedded model do.
"""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = [
    "The minister met the mayor in Paris on Monday.",
    "The company will buy three banks in May.",
    "Police said two men died in the fire.",
    "He said the talks will go on.",
    "Rain is expected in the north on Friday.",
    "keep",
    "fix The mayor said no.",
    "Voters go to the polls on Sunday.",
]
PROMPTS = [f"correct: {sentence}" for sentence in SENTENCES]
BLANK = "▁"
STEPS = 120
_ROOT = Path(tempfile.mkdtemp(prefix="tiny-models-"))
atexit.register(shutil.rmtree, _ROOT, ignore_errors=True)


def _corpus() -> list[str]:
    return [*PROMPTS, *SENTENCES, *(f"rewrite: {s.lower()} “{s}” é ü" for s in SENTENCES)] * 3


@cache
def spiece() -> Path:
    """A sentencepiece model in T5's manner: pad 0, end 1, unknown 2, no beginning."""
    import sentencepiece

    path = _ROOT / "spiece.model"
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(_corpus()), model_writer=file, vocab_size=200, model_type="unigram",
            pad_id=0, eos_id=1, unk_id=2, bos_id=-1, pad_piece="<pad>", character_coverage=1.0,
            user_defined_symbols=["▁keep", "▁fix", "▁The"], minloglevel=2, num_threads=1,
            hard_vocab_limit=False,
        )  # fmt: skip
    return path


@cache
def t5() -> Path:
    import sentencepiece
    import torch
    from safetensors.torch import save_file
    from transformers import T5Config, T5ForConditionalGeneration

    torch.manual_seed(0)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(spiece()))
    config = T5Config(
        vocab_size=pieces.vocab_size() + 6, d_model=32, d_kv=8, d_ff=48, num_layers=1, num_decoder_layers=1,
        num_heads=4, feed_forward_proj="gated-gelu", dropout_rate=0.0, decoder_start_token_id=0,
        tie_word_embeddings=False,
    )  # fmt: skip
    model = T5ForConditionalGeneration(config)
    model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.lm_head.weight) * 0.1)
    _train(model, [[*pieces.encode(p), 1] for p in PROMPTS], [[*pieces.encode(s), 1] for s in SENTENCES])

    folder = _ROOT / "tiny-t5"
    folder.mkdir()
    weights = {k: v.contiguous() for k, v in model.state_dict().items() if "embed_tokens" not in k}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    settings = config.to_dict() | {"tie_word_embeddings": False, "architectures": [type(model).__name__]}
    settings.pop("scale_decoder_outputs", None)
    (folder / "config.json").write_text(json.dumps(settings))
    shutil.copy(spiece(), folder / "spiece.model")
    _fast_tokenizer(pieces).save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({
            "tokenizer_class": "PreTrainedTokenizerFast", "eos_token": "</s>", "unk_token": "<unk>",
            "pad_token": "<pad>",
        })
    )  # fmt: skip
    return folder


def _fast_tokenizer(pieces: Any) -> Any:
    """The sentencepiece model as transformers reads it, without its protobuf detour."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    vocabulary = [(pieces.id_to_piece(i), pieces.get_score(i)) for i in range(pieces.vocab_size())]
    fast = Tokenizer(models.Unigram(vocabulary, unk_id=pieces.unk_id()))
    fast.normalizer = normalizers.NFKC()
    fast.pre_tokenizer = pre_tokenizers.Metaspace()
    fast.decoder = decoders.Metaspace()
    fast.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    fast.add_special_tokens(["<pad>", "</s>", "<unk>"])
    return fast


def _train(model: Any, sources: list[list[int]], targets: list[list[int]], pad: int = 0) -> None:
    import torch

    def padded(rows: list[list[int]], fill: int) -> Any:
        longest = max(map(len, rows))
        return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # steps this small only wait for each other
    inputs, labels = padded(sources, pad), padded(targets, -100)
    mask = torch.tensor([[1] * len(s) + [0] * (inputs.shape[1] - len(s)) for s in sources])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    model.train()
    for _ in range(STEPS):
        optimizer.zero_grad()
        model(input_ids=inputs, attention_mask=mask, labels=labels).loss.backward()
        optimizer.step()
    model.eval()
    torch.set_num_threads(threads)


@cache
def bart() -> Path:
    """Byte-level pieces, learned positions, a first piece (`<s>`) that the generation settings force."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from tokenizers.processors import RobertaProcessing
    from transformers import BartConfig, BartForConditionalGeneration, PreTrainedTokenizerFast

    torch.manual_seed(0)
    marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    pieces = ByteLevelBPETokenizer(add_prefix_space=True)
    pieces.train_from_iterator(_corpus(), vocab_size=400, special_tokens=marks, show_progress=False)
    pieces.post_processor = RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=pieces._tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>",
        unk_token="<unk>", cls_token="<s>", sep_token="</s>", mask_token="<mask>", model_max_length=64,
    )  # fmt: skip
    config = BartConfig(
        vocab_size=len(tokenizer), d_model=64, encoder_layers=1, decoder_layers=1, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=48, decoder_ffn_dim=48, max_position_embeddings=64,
        dropout=0.0, bos_token_id=0, pad_token_id=1, eos_token_id=2, decoder_start_token_id=2,
        forced_bos_token_id=0, forced_eos_token_id=2,
    )  # fmt: skip
    model = BartForConditionalGeneration(config)
    sources, targets = ([tokenizer(s)["input_ids"] for s in texts] for texts in (PROMPTS, SENTENCES))
    _train(model, sources, targets, pad=1)

    folder = _ROOT / "tiny-bart"
    model.generation_config.forced_bos_token_id = 0
    model.generation_config.forced_eos_token_id = 2
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@cache
def converted(make: Callable[[], Path]) -> Path:
    """The same model for CTranslate2."""
    from summarizer.engines.convert import convert

    source = make()
    return convert(source, source.with_name(f"{source.name}-int8"))


@cache
def filled() -> Path:
    """The T5 for CTranslate2, whose prompts are filled with blanks."""
    from summarizer.engines.convert import convert

    return convert(t5(), t5().with_name("tiny-t5-filled"), {"blank": BLANK})


def copy(folder: Path, parent: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(folder, parent / folder.name))
