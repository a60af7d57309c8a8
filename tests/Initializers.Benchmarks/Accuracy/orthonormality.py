"""Prints the largest element of |Q^T Q - I| of PyTorch's orthogonal_, in double, for each size given."""
import sys
import torch

torch.manual_seed(42)
for side in map(int, sys.argv[1:]):
    matrix = torch.nn.init.orthogonal_(torch.empty(side, side)).double()
    print((matrix.T @ matrix - torch.eye(side, dtype=torch.float64)).abs().max().item(), flush=True)
