using Initializers.Kernels;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// A convolution that is an orthogonal matrix at the centre of its kernel and 0 elsewhere: it keeps the length of every signal, at any depth.
/// </summary>
/// <remarks>
/// <para>
/// For kernels of any number of axes, in any layout; needs at least as many outputs as inputs in each group, since no other convolution can keep lengths. The
/// matrix is that of <see cref="OrthogonalInitializer"/>. The source moves on by one word an element of the whole kernel.
/// </para>
/// <para>
/// Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington (2018), "Dynamical Isometry and a Mean Field Theory of CNNs: How to Train 10,000-Layer Vanilla
/// Convolutional Neural Networks", <see href="https://arxiv.org/abs/1806.05393"/>; <c>delta_orthogonal</c> of JAX.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record DeltaOrthogonalInitializer : IPredictableInitializer, ICheckedInitializer
{
    /// <summary>Convolutions that are orthogonal at their centre.</summary>
    /// <param name="gain">Multiplies every element. Twice of it is finite as a float.</param>
    /// <param name="centre">Which element is the centre of an even extent; JAX takes the earlier one.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="gain"/> is NaN or twice of it is not finite as a float, or <paramref name="centre"/> is not a named one.
    /// </exception>
    public DeltaOrthogonalInitializer(double gain = 1, KernelCentre centre = KernelCentre.Later) => (Gain, Centre) = (Guard.FiniteTwice(gain), Guard.Defined(centre));

    /// <summary>Multiplies every element.</summary>
    public double Gain { get; }

    /// <summary>Which element is the centre of an even extent.</summary>
    public KernelCentre Centre { get; }

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        OrthogonalFill.Check(CheckedCounts(shape), taps: 1, shape);
        using var matrices = new WeightMatrices(shape, perBlock: true, Centre);
        OrthogonalFill.Run(weights, matrices, new(Gain, null), random);
    }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        LayerCounts counts = CheckedCounts(shape);
        double gain = Math.Abs(Gain), columns = counts.Times * (counts.HasEqualBlocks ? 1 : counts.Blocks) * counts.Inputs;
        return new WeightPrediction(0, gain * Math.Sqrt(columns / shape.Count), -gain, gain); // each column has the length of the gain
    }

    /// <summary><c>DeltaOrthogonal(gain: 1, centre: Later)</c>.</summary>
    public override string ToString() => Invariant($"DeltaOrthogonal(gain: {Gain}, centre: {Centre})");

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource random) => OrthogonalFill.Check(CheckedCounts(shape), taps: 1, shape);

    private static LayerCounts CheckedCounts(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            if (counts.RowsOf(block) < counts.Inputs)
                throw new ArgumentException(
                    $"shape is {shape}, with {counts.Inputs} inputs for {counts.RowsOf(block)} outputs; accepted are at least as many outputs as inputs, in each group and block.",
                    nameof(shape));
        }
        return counts;
    }
}
