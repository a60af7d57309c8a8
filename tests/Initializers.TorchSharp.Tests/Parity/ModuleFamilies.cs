using System.Runtime.InteropServices;
using Initializers.Frameworks;
using TorchSharp;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>
/// The modules of <c>torch.nn</c> as TorchSharp's constructors leave them. Those that TorchSharp writes draw in their type; those of
/// libtorch's C++ front end draw as float32 and are converted.
/// </summary>
internal static class ModuleFamilies
{
    public static IEnumerable<Comparison> Linear() =>
    [
        .. from size in ((long In, long Out)[])
               [(1, 1), (7, 5), (15, 1), (16, 16), (33, 65), (255, 257), (1, 70_000), (70_000, 1), (1000, 70), (128, 10)]
           from bias in (bool[])[true, false]
           from comparison in Compare(type => nn.Linear(size.In, size.Out, bias, dtype: type), PyTorchInit.Linear(size.In, size.Out, bias))
           select comparison,
        .. from size in ((long In1, long In2, long Out)[])[(1, 1, 1), (7, 5, 3), (16, 3, 8), (33, 21, 101)]
           from bias in (bool[])[true, false]
           from comparison in Compare(type => nn.Bilinear(size.In1, size.In2, size.Out, bias, dtype: type),
               PyTorchInit.Bilinear(size.In1, size.In2, size.Out, bias))
           select comparison,
        .. Compare(type => nn.Sequential(nn.Linear(7, 5, dtype: type), nn.ReLU(), nn.Linear(5, 4, dtype: type)),
            PyTorchInit.Sequential(PyTorchInit.Linear(7, 5), PyTorchInit.WithoutParameters("ReLU"), PyTorchInit.Linear(5, 4))),
        .. Compare(type => nn.Sequential(nn.Conv2d(3, 8, 3, dtype: type), nn.BatchNorm2d(8, dtype: type), nn.Linear(8, 4, dtype: type)),
            PyTorchInit.Sequential(PyTorchInit.Conv(3, 8, [3, 3]), PyTorchInit.BatchNorm(8), PyTorchInit.Linear(8, 4))),
    ];

    public static IEnumerable<Comparison> Convolutions() =>
        from size in ((long In, long Out, long Kernel, long Groups)[])
            [(1, 1, 1, 1), (3, 5, 3, 1), (4, 6, 3, 2), (6, 6, 2, 6), (8, 16, 5, 4), (5, 7, 4, 1)]
        from bias in (bool[])[true, false]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Compare(type => nn.Conv1d(size.In, size.Out, size.Kernel, groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.Conv(size.In, size.Out, [size.Kernel], size.Groups, bias)),
            .. Compare(type => nn.Conv2d(size.In, size.Out, (size.Kernel, 3), groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.Conv(size.In, size.Out, [size.Kernel, 3], size.Groups, bias)),
            .. Compare(type => nn.Conv3d(size.In, size.Out, (size.Kernel, 2, 3), groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.Conv(size.In, size.Out, [size.Kernel, 2, 3], size.Groups, bias)),
            .. Compare(type => nn.ConvTranspose1d(size.In, size.Out, size.Kernel, groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.ConvTranspose(size.In, size.Out, [size.Kernel], size.Groups, bias)),
            .. Compare(type => nn.ConvTranspose2d(size.In, size.Out, (size.Kernel, 3), groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.ConvTranspose(size.In, size.Out, [size.Kernel, 3], size.Groups, bias)),
            .. Compare(type => nn.ConvTranspose3d(size.In, size.Out, (size.Kernel, 2, 3), groups: size.Groups, bias: bias, dtype: type),
                PyTorchInit.ConvTranspose(size.In, size.Out, [size.Kernel, 2, 3], size.Groups, bias)),
        ]
        select comparison;

    public static IEnumerable<Comparison> Embeddings() =>
        from size in ((long Count, long Width)[])[(1, 1), (3, 5), (7, 5), (16, 1), (100, 33), (1000, 70)]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Compare(type => nn.Embedding(size.Count, size.Width, dtype: type), PyTorchInit.Embedding(size.Count, size.Width), true),
            .. Compare(type => nn.Embedding(size.Count, size.Width, size.Count / 2, dtype: type),
                PyTorchInit.Embedding(size.Count, size.Width, size.Count / 2), true),
            .. Compare(type => nn.EmbeddingBag(size.Count, size.Width, dtype: type), PyTorchInit.Embedding(size.Count, size.Width), true),
        ]
        select comparison;

    public static IEnumerable<Comparison> Recurrent() =>
    [
        .. from size in ((long In, long Hidden, int Layers)[])[(1, 1, 1), (5, 7, 2), (16, 4, 1), (3, 33, 3)]
           from bidirectional in (bool[])[true, false]
           from bias in (bool[])[true, false]
           from comparison in (IEnumerable<Comparison>)
           [
               .. Compare(type => nn.RNN(size.In, size.Hidden, size.Layers, bias: bias, bidirectional: bidirectional, dtype: type),
                   PyTorchInit.Rnn(size.In, size.Hidden, size.Layers, bidirectional, bias), true),
               .. Compare(type => nn.LSTM(size.In, size.Hidden, size.Layers, bias: bias, bidirectional: bidirectional, dtype: type),
                   PyTorchInit.Lstm(size.In, size.Hidden, size.Layers, bidirectional, bias), true),
               .. Compare(type => nn.GRU(size.In, size.Hidden, size.Layers, bias: bias, bidirectional: bidirectional, dtype: type),
                   PyTorchInit.Gru(size.In, size.Hidden, size.Layers, bidirectional, bias), true),
           ]
           select comparison,
        .. from size in ((long In, long Hidden)[])[(1, 1), (5, 7), (33, 16)]
           from bias in (bool[])[true, false]
           from comparison in (IEnumerable<Comparison>)
           [
               .. Compare(type => nn.RNNCell(size.In, size.Hidden, bias: bias, dtype: type),
                   PyTorchInit.RnnCell(size.In, size.Hidden, bias), true),
               .. Compare(type => nn.LSTMCell(size.In, size.Hidden, bias, dtype: type),
                   PyTorchInit.LstmCell(size.In, size.Hidden, bias), true),
               .. Compare(type => nn.GRUCell(size.In, size.Hidden, bias, dtype: type),
                   PyTorchInit.GruCell(size.In, size.Hidden, bias), true),
           ]
           select comparison,
    ];

    public static IEnumerable<Comparison> Attention() =>
    [
        .. from size in ((long Width, long? Key, long? Value)[])[(2, null, null), (8, null, null), (8, 5, 3), (30, 8, 30), (66, null, null)]
           from bias in (bool[])[true, false]
           from isAdded in (bool[])[true, false]
           from comparison in Compare(
               type => nn.MultiheadAttention(size.Width, 2, bias: bias, add_bias_kv: isAdded, kdim: size.Key, vdim: size.Value).to(type),
               PyTorchInit.MultiheadAttention(size.Width, size.Key, size.Value, bias, isAdded), true)
           select comparison,
        .. from size in ((long Width, long Feedforward)[])[(2, 1), (8, 12), (30, 65), (64, 256)]
           from comparison in (IEnumerable<Comparison>)
           [
               .. Compare(type => nn.TransformerEncoderLayer(size.Width, 2, size.Feedforward).to(type),
                   PyTorchInit.TransformerEncoderLayer(size.Width, size.Feedforward), true),
               .. Compare(type => nn.TransformerDecoderLayer(size.Width, 2, size.Feedforward).to(type),
                   PyTorchInit.TransformerDecoderLayer(size.Width, size.Feedforward), true),
           ]
           select comparison,
    ];

    /// <summary>Stacks of layers, in the C++ front end's order.</summary>
    public static IEnumerable<Comparison> Stacks() =>
        from size in ((long Width, long Feedforward)[])[(2, 1), (8, 12), (30, 65)]
        from layers in (int[])[1, 2, 5]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Compare(
                type => nn.TransformerEncoder(nn.TransformerEncoderLayer(size.Width, 2, size.Feedforward), layers).to(type),
                PyTorchInit.TransformerEncoder(layers, size.Width, size.Feedforward, frontEnd: PyTorchFrontEnd.Cpp), true),
            .. Compare(
                type => nn.TransformerDecoder(nn.TransformerDecoderLayer(size.Width, 2, size.Feedforward), layers).to(type),
                PyTorchInit.TransformerDecoder(layers, size.Width, size.Feedforward, frontEnd: PyTorchFrontEnd.Cpp), true),
            .. Compare(type => nn.Transformer(size.Width, 2, layers, 6 - layers, size.Feedforward).to(type),
                PyTorchInit.Transformer(size.Width, layers, 6 - layers, size.Feedforward, frontEnd: PyTorchFrontEnd.Cpp), true),
        ]
        select comparison;

    /// <summary>All but <c>GroupNorm</c>, whose weights TorchSharp leaves uninitialized.</summary>
    public static IEnumerable<Comparison> Norms() =>
        from size in (long[])[1, 7, 64]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Compare(type => nn.LayerNorm([size, 3], dtype: type), PyTorchInit.Norm([size, 3])),
            .. Compare(type => nn.LayerNorm(size, bias: false, dtype: type), PyTorchInit.Norm([size], bias: false)),
            .. Compare(type => nn.BatchNorm1d(size, dtype: type), PyTorchInit.BatchNorm(size)),
            .. Compare(type => nn.BatchNorm2d(size, dtype: type), PyTorchInit.BatchNorm(size)),
            .. Compare(type => nn.BatchNorm3d(size, affine: false, dtype: type), PyTorchInit.BatchNorm(size, false)),
            .. Compare(type => nn.InstanceNorm2d(size, affine: true, track_running_stats: true, dtype: type), PyTorchInit.BatchNorm(size)),
            .. Compare(type => nn.PReLU(size, 0.1, dtype: type), PyTorchInit.PReLU(size, 0.1), true),
        ]
        select comparison;

    /// <summary>Makes the module in each type, and compares all of its state.</summary>
    /// <param name="theirs">Makes TorchSharp's module.</param>
    /// <param name="ours">The same module here.</param>
    /// <param name="isConverted">Whether it is drawn as float32 and then converted.</param>
    private static IEnumerable<Comparison> Compare(Func<ScalarType, nn.Module> theirs, PyTorchModule ours, bool isConverted = false)
    {
        foreach (ScalarType type in Libtorch.Types)
        {
            PyTorchRandom random = Libtorch.Seeded();
            using nn.Module module = theirs(type);
            ScalarType drawn = isConverted ? ScalarType.Float32 : type;
            Dictionary<string, byte[]> values = Libtorch.Draw(ours, drawn, random);
            bool isSamePlace = Libtorch.IsAt(random);
            Dictionary<string, Tensor> state = module.state_dict();
            state.Keys.Should().BeEquivalentTo(ours.Names, ours.ToString());
            foreach ((string name, Tensor tensor) in state)
            {
                byte[] mine = tensor.dtype == ScalarType.Int64 ? new byte[sizeof(long) * tensor.numel()]
                    : tensor.dtype == drawn ? values[name]
                    : Libtorch.Bytes(torch.tensor(MemoryMarshal.Cast<byte, float>(values[name]).ToArray()).to(tensor.dtype));
                yield return Comparison.Of($"{name} of {ours}, {type}", Libtorch.Bytes(tensor), mine, isSamePlace);
            }
        }
    }
}
