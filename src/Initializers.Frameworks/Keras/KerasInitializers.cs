using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

internal sealed record KerasConstant(double Value, string Name) : KerasInitializer
{
    internal override bool Draws => false;

    internal override string Name { get; } = Name;

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) =>
        weights.Fill(TType.RoundOnce(Value));
}

internal sealed record KerasIdentity(double Gain) : KerasInitializer
{
    internal override bool Draws => false;

    internal override string Name => Invariant($"Identity(gain={Gain})");

    internal override void CheckShape(in TensorShape shape, string name) => IdentityMatrix.Check(shape, name);

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) =>
        IdentityMatrix.Fill(weights, shape, TType.RoundOnce(Gain));
}

internal sealed record KerasUniform(double Low, double High) : KerasInitializer
{
    internal override string Name => Invariant($"RandomUniform(minval={Low}, maxval={High})");

    internal override void CheckNumbers(KerasEngine engine, string name) => engine.CheckUniform(Low, High, name);

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random) =>
        random.FillUniform<T, TType>(weights, Low, High);
}

internal sealed record KerasNormal(double Mean, double Deviation, bool IsTruncated) : KerasInitializer
{
    internal override string Name => Invariant($"{(IsTruncated ? "TruncatedNormal" : "RandomNormal")}(mean={Mean}, stddev={Deviation})");

    internal override void CheckNumbers(KerasEngine engine, string name) => engine.CheckNormal(Deviation, name);

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        if (IsTruncated) random.FillTruncatedNormal<T, TType>(weights, Mean, Deviation);
        else random.FillNormal<T, TType>(weights, Mean, Deviation);
    }
}

/// <summary>VarianceScaling: the bounds or the deviation are computed in double.</summary>
internal sealed record KerasVarianceScaling(double Factor, FanMode Mode, KerasDistribution Distribution, string Name) : KerasInitializer
{
    /// <summary>The deviation of a standard normal truncated at two deviations.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>The input and output axes, which EinsumDense chooses itself; null for the last two.</summary>
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

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        (double fanIn, double fanOut) = Fans(shape);
        double variance = Factor / Math.Max(1, Mode switch { FanMode.In => fanIn, FanMode.Out => fanOut, _ => (fanIn + fanOut) / 2 });
        switch (Distribution)
        {
            case KerasDistribution.Uniform:
                double limit = Math.Sqrt(3 * variance);
                random.FillUniform<T, TType>(weights, -limit, limit);
                break;
            case KerasDistribution.TruncatedNormal:
                random.FillTruncatedNormal<T, TType>(weights, 0, Math.Sqrt(variance) / TruncatedDeviation);
                break;
            default:
                random.FillNormal<T, TType>(weights, 0, Math.Sqrt(variance));
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
            foreach (int axis in axes) product *= shape[JaxAxes.FromFront(axis, shape)];
            return product;
        }
    }
}

/// <summary>The gain times the <see cref="OrthogonalFactor"/> of a normal matrix, rounded.</summary>
internal sealed record KerasOrthogonal(double Gain) : KerasInitializer
{
    internal override string Name => Invariant($"Orthogonal(gain={Gain})");

    internal override void CheckShape(in TensorShape shape, string name)
    {
        if (shape.Rank < 2) throw new ArgumentException($"{name} must have at least two dimensions, but was {shape}.", name);
    }

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, KerasRandom random)
    {
        int columns = (int)shape[^1], rows = weights.Length / columns;
        var drawn = new T[weights.Length];
        random.FillNormal<T, TType>(drawn, 0, 1);
        Matrix<double> q = OrthogonalFactor.OfTall<T, TType>(drawn, rows, columns);
        for (int i = 0; i < weights.Length; i++) weights[i] = TType.Round(Gain * q[i / columns, i % columns]);
    }
}
