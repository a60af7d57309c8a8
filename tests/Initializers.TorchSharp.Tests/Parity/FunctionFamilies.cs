using Initializers.Frameworks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>The functions of <c>torch.nn.init</c> that TorchSharp has as PyTorch has them.</summary>
internal static class FunctionFamilies
{
    /// <summary>Around the blocks of 16 normals, the 512 values that are drawn at once here, and the 624 words of the generator.</summary>
    private static readonly long[] Sizes =
        [1, 2, 3, 5, 7, 8, 15, 16, 17, 23, 31, 32, 33, 47, 48, 100, 255, 257, 511, 512, 513, 623, 625, 1000, 4097, 10_007, 32_769, 70_000];

    private static readonly long[][] Shapes =
    [
        [1, 1], [3, 5], [5, 3], [4, 4], [1, 17], [64, 33], [127, 255], [700, 100], [8, 3, 3], [6, 4, 3, 3], [3, 5, 1, 7], [4, 2, 3, 2, 2],
    ];

    private static readonly (init.NonlinearityType Theirs, string Ours)[] Nonlinearities =
    [
        (init.NonlinearityType.Linear, "linear"), (init.NonlinearityType.Tanh, "tanh"), (init.NonlinearityType.ReLU, "relu"),
        (init.NonlinearityType.LeakyReLU, "leaky_relu"), (init.NonlinearityType.Sigmoid, "sigmoid"),
        (init.NonlinearityType.Conv2D, "conv2d"), (init.NonlinearityType.ConvTranspose3D, "conv_transpose3d"),
    ];

    /// <summary>Between the last bounds, a fifth of the floats round to the upper one or to the lower one.</summary>
    public static IEnumerable<Comparison> Uniform() =>
        from bounds in ((double From, double To)[])[(0, 1), (-0.3, 0.7), (-0.05, 0.05), (1, 1.000001)]
        from size in Sizes
        from comparison in Libtorch.FillEachType($"uniform_({bounds.From}, {bounds.To})", [size],
            tensor => init.uniform_(tensor, bounds.From, bounds.To), PyTorchInit.Uniform(bounds.From, bounds.To))
        select comparison;

    public static IEnumerable<Comparison> Normal() =>
        from moments in ((double Mean, double Deviation)[])[(0, 1), (0.25, 0.75), (-3, 0.02), (1, 0)]
        from size in Sizes
        from comparison in Libtorch.FillEachType($"normal_({moments.Mean}, {moments.Deviation})", [size],
            tensor => init.normal_(tensor, moments.Mean, moments.Deviation), PyTorchInit.Normal(moments.Mean, moments.Deviation))
        select comparison;

    public static IEnumerable<Comparison> Xavier() =>
        from shape in Shapes
        from gain in (double[])[1, 5.0 / 3]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Libtorch.FillEachType($"xavier_uniform_({gain})", shape, tensor => init.xavier_uniform_(tensor, gain),
                PyTorchInit.XavierUniform(gain)),
            .. Libtorch.FillEachType($"glorot_uniform_({gain})", shape, tensor => init.glorot_uniform_(tensor, gain),
                PyTorchInit.XavierUniform(gain)),
        ]
        select comparison;

    public static IEnumerable<Comparison> Kaiming() =>
        from shape in Shapes
        from nonlinearity in Nonlinearities
        from isIn in (bool[])[true, false]
        let theirs = isIn ? init.FanInOut.FanIn : init.FanInOut.FanOut
        let ours = isIn ? FanMode.In : FanMode.Out
        from comparison in (IEnumerable<Comparison>)
        [
            .. Libtorch.FillEachType($"kaiming_uniform_({theirs}, {nonlinearity.Ours})", shape,
                tensor => init.kaiming_uniform_(tensor, 0.2, theirs, nonlinearity.Theirs),
                PyTorchInit.KaimingUniform(0.2, ours, nonlinearity.Ours)),
            .. Libtorch.FillEachType($"kaiming_normal_({theirs}, {nonlinearity.Ours})", shape,
                tensor => init.kaiming_normal_(tensor, 0.2, theirs, nonlinearity.Theirs),
                PyTorchInit.KaimingNormal(0.2, ours, nonlinearity.Ours)),
        ]
        select comparison;

    public static IEnumerable<Comparison> Sparse() =>
        from shape in (long[][])[[1, 1], [3, 5], [20, 7], [64, 33], [257, 3]]
        from sparsity in (double[])[0.1, 0.5, 0.9]
        from comparison in Libtorch.FillEachType($"sparse_({sparsity})", shape, tensor => init.sparse_(tensor, sparsity, 0.02),
            PyTorchInit.Sparse(sparsity, 0.02))
        select comparison;

    public static IEnumerable<Comparison> Constants() =>
    [
        .. from value in (double[])[0, 1, 0.1, -1e-7, 60_000, double.PositiveInfinity]
           from comparison in Libtorch.FillEachType($"constant_({value})", [3, 5], tensor => init.constant_(tensor, value),
               PyTorchInit.Constant(value))
           select comparison,
        .. Libtorch.FillEachType("ones_", [7], tensor => init.ones_(tensor), PyTorchInit.Ones()),
        .. Libtorch.FillEachType("zeros_", [7], tensor => init.zeros_(tensor), PyTorchInit.Zeros()),
        .. from shape in (long[][])[[1, 1], [3, 5], [5, 3]]
           from comparison in Libtorch.FillEachType("eye_", shape, tensor => init.eye_(tensor), PyTorchInit.Eye())
           select comparison,
        .. from shape in (long[][])[[2, 3, 3], [4, 2, 4], [6, 4, 3, 3], [3, 3, 1, 2], [2, 3, 3, 2, 5]]
           from comparison in Libtorch.FillEachType("dirac_", shape, tensor => init.dirac_(tensor), PyTorchInit.Dirac())
           select comparison,
    ];

    /// <summary>Fills of all types and sizes from one generator, whose kept normal goes from one to the next.</summary>
    public static IEnumerable<Comparison> OneAfterAnother()
    {
        for (long seed = -1; seed <= 1L << 33; seed = seed * 5 + 7)
        {
            PyTorchRandom random = Libtorch.Seeded(seed);
            foreach (long size in (long[])[3, 16, 5, 1, 33, 7, 700])
            {
                foreach (ScalarType type in Libtorch.Types)
                {
                    yield return Libtorch.Fill($"normal_ from seed {seed}", zeros([size], type), tensor => init.normal_(tensor, 0.5, 2),
                        PyTorchInit.Normal(0.5, 2), random);
                    yield return Libtorch.Fill($"uniform_ from seed {seed}", zeros([size], type), tensor => init.uniform_(tensor, -2, 1),
                        PyTorchInit.Uniform(-2, 1), random);
                }
            }
        }
    }

    /// <summary>
    /// <c>trunc_normal_</c> of 2.11 and earlier in 16-bit types, by Python's operations, since TorchSharp's function does others: the
    /// number that multiplies is a tensor, because C++ rounds a scalar to 16 bits there.
    /// </summary>
    public static IEnumerable<Comparison> TruncNormal() =>
        from bounds in Truncations
        from type in (ScalarType[])[ScalarType.Float16, ScalarType.BFloat16]
        from size in Sizes
        select Libtorch.Fill($"trunc_normal_{bounds}", zeros([size], type), tensor => TruncNormal(tensor, bounds),
            PyTorchInit.TruncNormal(bounds.Mean, bounds.Deviation, bounds.A, bounds.B), Libtorch.Seeded());

    public static readonly (double Mean, double Deviation, double A, double B)[] Truncations =
        [(0, 1, -2, 2), (0, 0.02, -2, 2), (0.3, 0.5, -0.2, 1.1), (0, 1, 1, 3), (1, 2, -9, 0.5)];

    /// <summary>The operations of <c>torch/nn/init.py</c>.</summary>
    public static void TruncNormal(Tensor tensor, (double Mean, double Deviation, double A, double B) bounds)
    {
        double low = Probability(bounds.A), high = Probability(bounds.B);
        tensor.uniform_(2 * low - 1, 2 * high - 1);
        tensor.erfinv_();
        tensor.mul_(torch.tensor(bounds.Deviation * Math.Sqrt(2), ScalarType.Float64));
        tensor.add_(bounds.Mean);
        tensor.clamp_(bounds.A, bounds.B);

        double Probability(double bound) =>
            (1 + special.erf(torch.tensor((bound - bounds.Mean) / bounds.Deviation / Math.Sqrt(2), ScalarType.Float64)).item<double>()) / 2;
    }
}
