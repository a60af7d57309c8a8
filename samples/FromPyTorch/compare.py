"""Compares the weights written by the C# program with PyTorch's: compare.py FILE SEED DIGITS_CSV"""
import csv, hashlib, sys
import torch
from torch import nn

file, seed, digits = sys.argv[1], int(sys.argv[2]), sys.argv[3]
torch.manual_seed(seed)
model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))

data, at, wrong = open(file, "rb").read(), 0, 0
for name, tensor in model.state_dict().items():
    theirs = tensor.contiguous().numpy().astype("<f4").tobytes()
    ours, at = data[at:at + len(theirs)], at + len(theirs)
    equal = sum(theirs[i:i + 4] == ours[i:i + 4] for i in range(0, len(theirs), 4))
    wrong += tensor.numel() - equal
    print(f"  {name:9} {equal} of {tensor.numel()} values equal, sha256 {hashlib.sha256(theirs).hexdigest()[:16]}")
wrong += at != len(data)

rows = [[int(v) for v in row] for row in list(csv.reader(open(digits)))[1:51]]
images, labels = torch.tensor([row[:64] for row in rows]).float() / 16, torch.tensor([row[64] for row in rows])
with torch.no_grad():
    print(f"PyTorch {torch.__version__}: cross-entropy loss on the first 50 digits: {nn.functional.cross_entropy(model(images), labels).item():.6f}")
print("all equal" if wrong == 0 else f"{wrong} values differ")
sys.exit(wrong != 0)
