"""Word files with tracked changes, accepted and refused by LibreOffice itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

# A macro of the user's own library may run from the command line; no document's may.
_BASIC = """
Sub Settle(source As String, accepted As String, refused As String)
    SaveAfter(source, accepted, ".uno:AcceptAllTrackedChanges")
    SaveAfter(source, refused, ".uno:RejectAllTrackedChanges")
End Sub

Sub SaveAfter(source As String, target As String, what As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden" : hidden(0).Value = True
    Dim document As Object
    document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
    Dim dispatcher As Object
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, what, "", 0, Array())
    Dim filter(1) As New com.sun.star.beans.PropertyValue
    filter(0).Name = "FilterName" : filter(0).Value = "Text (encoded)"
    filter(1).Name = "FilterOptions" : filter(1).Value = "UTF8,LF"
    document.storeToURL(ConvertToURL(target), filter())
    document.close(True)
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{}</script:module>\n'
)
_PATIENCE = 300
"""Seconds; the machine may be busy."""


def texts(docx: bytes, folder: Path) -> tuple[list[str], list[str]]:
    """The paragraphs with all changes accepted, and with all refused."""
    office = shutil.which("soffice")
    if office is None:
        reason = "there is no LibreOffice: apt-get install libreoffice-writer"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    source, accepted, refused = folder / "changes.docx", folder / "accepted.txt", folder / "refused.txt"
    source.write_bytes(docx)
    assert zipfile.ZipFile(source).testzip() is None
    profile = folder / "profile"
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]

    def run(argument: str) -> None:
        subprocess.run([*command, argument], check=True, capture_output=True, timeout=_PATIENCE)

    run("--terminate_after_init")  # makes the profile, whose library has one module
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(_MODULE.format(escape(_BASIC)), encoding="utf-8")
    run(f'macro:///Standard.Module1.Settle("{source}","{accepted}","{refused}")')
    return _paragraphs(accepted), _paragraphs(refused)


def _paragraphs(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
