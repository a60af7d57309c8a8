using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Support;

/// <summary>A network with a layer of every kind.</summary>
internal sealed class EveryKind : Module
{
    public Linear Dense { get; }

    public Conv2d Grouped { get; }

    public EveryKind() : base(nameof(EveryKind))
    {
        Dense = Linear(6, 4);
        Grouped = Conv2d(8, 12, (3, 3), groups: 4);
        register_module("dense", Dense);
        register_module("pairs", Bilinear(3, 5, 4));
        register_module("conv1", Conv1d(4, 6, 5));
        register_module("grouped", Grouped);
        register_module("conv3", Conv3d(2, 4, (2, 3, 2), bias: false));
        register_module("up1", ConvTranspose1d(6, 4, 3, groups: 2));
        register_module("up2", ConvTranspose2d(6, 4, (3, 3)));
        register_module("up3", ConvTranspose3d(4, 2, (2, 2, 2)));
        register_module("words", Embedding(20, 8, padding_idx: 3));
        register_module("plain", Embedding(20, 8));
        register_module("bag", EmbeddingBag(10, 8, padding_index: 9, mode: EmbeddingBagMode.Sum));
        register_module("rnn", RNN(3, 4, 2, bidirectional: true));
        register_module("gru", GRU(3, 4));
        register_module("lstm", LSTM(3, 4));
        register_module("cell", LSTMCell(3, 4));
        register_module("attention", MultiheadAttention(8, 2));
        register_module("apart", MultiheadAttention(8, 2, kdim: 6, vdim: 4, add_bias_kv: true));
        register_module("encoder", TransformerEncoder(TransformerEncoderLayer(8, 2, 16), 2));
        register_module("batchnorm", BatchNorm2d(6));
        register_module("layernorm", LayerNorm(7));
        register_module("groupnorm", GroupNorm(2, 6));
        register_module("prelu", PReLU(5, init: 0.1));
        register_module("inner", Sequential(("first", Linear(2, 3)), ("act", ReLU()), ("last", Linear(3, 1))));
        register_module("list", ModuleList<Module<Tensor, Tensor>>(Linear(2, 2), Linear(2, 2)));
        register_module("dict", ModuleDict<Module<Tensor, Tensor>>(("a", Linear(2, 2)), ("b", Linear(2, 2))));
        register_parameter("token", new Parameter(zeros(1, 1, 8)));
        register_parameter("scale", new Parameter(full(4, 7f)));
        register_parameter("own_bias", new Parameter(full(4, 7f)));
        register_buffer("mask", ones(3));
    }
}

/// <summary>A small convolutional network.</summary>
internal static class SmallConvolution
{
    public static Sequential Create(ScalarType type = ScalarType.Float32) => Sequential(
        ("conv", Conv2d(1, 8, (3, 3), dtype: type)), ("relu", ReLU(inplace: true)), ("norm", BatchNorm2d(8, dtype: type)),
        ("flat", Flatten()), ("hidden", Linear(8 * 36, 16, dtype: type)), ("tanh", Tanh()), ("out", Linear(16, 10, dtype: type)));
}
