"""Archives have the bytes that follow from what is in them."""

import io
import tarfile
import zipfile

from leadermanager_instructor.site.laboratory.archives import untarred, unzipped, wheel, zipped

FILES = {"b/two.py": b"2", "a.txt": b"one " * 99}


def test_the_same_files_make_the_same_bytes_in_whatever_order_they_come():
    assert zipped(FILES) == zipped(dict(reversed(FILES.items())))


def test_what_is_packed_comes_out_again():
    assert unzipped(zipped(FILES)) == FILES


def test_a_wheel_says_what_it_is_and_lists_its_files():
    made = wheel("leading", "1.2", {"leading/__init__.py": b"x = 1\n"})
    files = unzipped(made)
    assert b"Name: leading\nVersion: 1.2\n" in files["leading-1.2.dist-info/METADATA"]
    listed = files["leading-1.2.dist-info/RECORD"].decode().splitlines()
    assert {line.split(",")[0] for line in listed} == set(files)
    assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


def test_of_a_tar_file_only_files_come_out():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        folder = tarfile.TarInfo("package")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        file = tarfile.TarInfo("package/a.txt")
        file.size = 3
        archive.addfile(file, io.BytesIO(b"one"))
    assert untarred(stream.getvalue()) == {"package/a.txt": b"one"}
