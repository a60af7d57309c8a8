"""Reads a checkpoint by the standard library alone, as safetensors and its index are described, and prints what is in it."""
import json, os, struct, sys

def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        start = 8 + length
        metadata = header.pop("__metadata__")
        end = 0
        for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
            first, last = entry["data_offsets"]
            assert first == end, f"a hole or an overlap before {name}"
            file.seek(start + first)
            end = last
            yield name, entry["dtype"], entry["shape"], file.read(last - first), metadata
        assert start + end == os.path.getsize(path), "bytes behind the last tensor"

def floats(dtype, data):
    if dtype == "BF16":
        return [struct.unpack("<f", b"\0\0" + data[i:i + 2])[0] for i in range(0, len(data), 2)]
    code, size = {"F64": ("d", 8), "F32": ("f", 4), "F16": ("e", 2)}[dtype]
    return list(struct.unpack(f"<{len(data) // size}{code}", data))

folder = sys.argv[1]
index = os.path.join(folder, "model.safetensors.index.json")
files = {"model.safetensors"}
if os.path.exists(index):
    weight_map = json.load(open(index))["weight_map"]
    files = set(weight_map.values())
for file in sorted(files):
    for name, dtype, shape, data, metadata in read(os.path.join(folder, file)):
        assert metadata["format"] == "pt"
        print(json.dumps([name, dtype, shape, floats(dtype, data)]))
