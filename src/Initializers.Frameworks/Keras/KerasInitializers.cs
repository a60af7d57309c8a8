using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

internal sealed record KerasConstant(double Value, string Name) : KerasInitializer
{
    internal override bool Draws => false;

    internal override string Name { get; } = Name;

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) => weights.Fill(TType.RoundOnce(Value));
}

internal sealed record KerasIdentity(double Gain) : KerasInitializer
{
    internal override bool Draws => false;

    internal override string Name => Invariant($"Identity(gain={Gain})");

    internal override void CheckShape(in TensorShape shape, string name) => IdentityMatrix.Check(shape, name);

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) =>
        IdentityMatrix.Fill(weights, shape, TType.RoundOnce(Gain));
}

internal sealed record KerasUniform(double Low, double High) : KerasInitializer
{
    internal override string Name => Invariant($"RandomUniform(minval={Low}, maxval={High})");

    internal override void CheckNumbers(KerasBackend backend, string name)
    {
        if (backend == KerasBackend.NumPy && double.IsNegative(High - Low)) // as NumPy asks, of -0 too
            throw new ArgumentOutOfRangeException(name, High,
                Invariant($"high must be at least low, which is {Low}, on NumPy, but was {High}."));
    }

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) =>
        KerasDraws<T, TType>.Uniform(random.Backend, random.Next(), weights, Low, High);
}

internal sealed record KerasNormal(double Mean, double Deviation, bool IsTruncated) : KerasInitializer
{
    internal override string Name => Invariant($"{(IsTruncated ? "TruncatedNormal" : "RandomNormal")}(mean={Mean}, stddev={Deviation})");

    internal override void CheckNumbers(KerasBackend backend, string name)
    {
        if (backend == KerasBackend.NumPy && double.IsNegative(Deviation))
            throw new ArgumentOutOfRangeException(name, Deviation, "stddev must be at least 0 on NumPy, which refuses -0 too, but was -0.");
    }

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        if (IsTruncated) KerasDraws<T, TType>.TruncatedNormal(random.Backend, random.Next(), weights, Mean, Deviation);
        else KerasDraws<T, TType>.Normal(random.Backend, random.Next(), weights, Mean, Deviation);
    }
}

/// <summary>VarianceScaling, computed in double, and drawn with the bounds or the deviation that come of it.</summary>
internal sealed record KerasVarianceScaling(double Factor, FanMode Mode, KerasDistribution Distribution, string Name) : KerasInitializer
{
    private const double DeviationLeft = 0.87962566103423978;

    /// <summary>Axes of inputs and outputs, which EinsumDense says itself; null is the last two.</summary>
    public (int[] Inputs, int[] Outputs)? Axes { get; init; }

    public bool Equals(KerasVarianceScaling? other) =>
        base.Equals(other) && Factor == other.Factor && Mode == other.Mode && Distribution == other.Distribution
            && Axes is null == other.Axes is null
            && (Axes is not { } mine || other.Axes is not { } theirs
                || (mine.Inputs.SequenceEqual(theirs.Inputs) && mine.Outputs.SequenceEqual(theirs.Outputs)));

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Factor, Mode, Distribution);

    internal override string Name { get; } = Name;

    internal override void CheckShape(in TensorShape shape, string name)
    {
        if (Axes is not { } axes) return;
        foreach (int axis in axes.Inputs) JaxAxes.Check(axis, shape, name);
        foreach (int axis in axes.Outputs) JaxAxes.Check(axis, shape, name);
    }

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        (double fanIn, double fanOut) = Fans(shape);
        double variance = Factor / Math.Max(1, Mode switch { FanMode.In => fanIn, FanMode.Out => fanOut, _ => (fanIn + fanOut) / 2 });
        KerasSeed seed = random.Next();
        switch (Distribution)
        {
            case KerasDistribution.Uniform:
                double limit = Math.Sqrt(3 * variance);
                KerasDraws<T, TType>.Uniform(random.Backend, seed, weights, -limit, limit);
                break;
            case KerasDistribution.TruncatedNormal:
                KerasDraws<T, TType>.TruncatedNormal(random.Backend, seed, weights, 0, Math.Sqrt(variance) / DeviationLeft);
                break;
            default:
                KerasDraws<T, TType>.Normal(random.Backend, seed, weights, 0, Math.Sqrt(variance));
                break;
        }
    }

    private (double In, double Out) Fans(in TensorShape shape)
    {
        if (Axes is { } axes) return (Product(axes.Inputs, shape), Product(axes.Outputs, shape));
        if (shape.Rank < 2) return shape.Rank == 0 ? (1, 1) : (shape[0], shape[0]);
        double field = 1;
        for (int axis = 0; axis < shape.Rank - 2; axis++) field *= shape[axis];
        return (shape[^2] * field, shape[^1] * field);

        static double Product(int[] axes, in TensorShape shape)
        {
            double product = 1;
            foreach (int axis in axes) product *= shape[JaxAxes.Place(axis, shape)];
            return product;
        }
    }
}

/// <summary>The <see cref="OrthogonalFactor"/> of a normal matrix times the gain, rounded.</summary>
internal sealed record KerasOrthogonal(double Gain) : KerasInitializer
{
    internal override string Name => Invariant($"Orthogonal(gain={Gain})");

    internal override void CheckShape(in TensorShape shape, string name)
    {
        if (shape.Rank < 2) throw new ArgumentException($"{name} must have at least two dimensions, but was {shape}.", name);
    }

    internal override void Put<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        int columns = (int)shape[^1], rows = weights.Length / columns;
        var drawn = new T[weights.Length];
        KerasDraws<T, TType>.Normal(random.Backend, random.Next(), drawn, 0, 1);
        Matrix<double> q = OrthogonalFactor.OfTall<T, TType>(drawn, rows, columns);
        for (int i = 0; i < weights.Length; i++) weights[i] = TType.Round(Gain * q[i / columns, i % columns]);
    }
}
