using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Initializers.Frameworks;

internal sealed record JaxConstant(double Value, string Name) : JaxInitializer
{
    internal override bool Draws => false;

    public override string ToString() => Name;

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key) => weights.Fill(TType.RoundOnce(Value));
}

internal sealed record JaxUniform(double Factor) : JaxInitializer
{
    public override string ToString() => Invariant($"uniform(scale={Factor})");

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
    {
        JaxSampling<T, TType>.Uniform(key, weights, 0, 1);
        Scale<T, TType>(weights, TensorType<T, TType>.Constant(Factor));
    }
}

internal sealed record JaxNormal(double Deviation) : JaxInitializer
{
    public override string ToString() => Invariant($"normal(stddev={Deviation})");

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key) =>
        FillScaled<T, TType>(weights, key, TensorType<T, TType>.Constant(Deviation), IsJitted);

    /// <summary>Normals times a factor: two products, or one in a jitted program.</summary>
    public static void FillScaled<T, TType>(Span<T> weights, JaxKey key, double factor, bool isJitted)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        JaxSampling<T, TType>.Normal(key, weights, isJitted ? factor : null);
        if (!isJitted) Scale<T, TType>(weights, factor);
    }
}

internal sealed record JaxTruncatedNormal(double Deviation, double Lower, double Upper) : JaxInitializer
{
    public override string ToString() => Invariant($"truncated_normal(stddev={Deviation}, lower={Lower}, upper={Upper})");

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
    {
        JaxSampling<T, TType>.TruncatedNormal(key, weights, Lower, Upper, IsJitted);
        Scale<T, TType>(weights, TensorType<T, TType>.Constant(Deviation));
    }
}

/// <summary>variance_scaling: the fan is computed in double, and the variance and every later step are rounded to the type.</summary>
internal sealed record JaxVarianceScaling(double Factor, FanMode Mode, JaxDistribution Distribution, JaxAxes In, JaxAxes Out, JaxAxes Batch,
    string Name) : JaxInitializer
{
    /// <summary>The deviation of a standard normal truncated at two deviations.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    public bool Equals(JaxVarianceScaling? other) => other is not null && Name == other.Name && IsJitted == other.IsJitted;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    internal override void Check(in TensorShape shape, string name)
    {
        foreach (JaxAxes axes in (ReadOnlySpan<JaxAxes>)[In, Out, Batch]) axes.Check(shape, name);
    }

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
    {
        double variance = TensorType<T, TType>.Constant(Factor / Fan(shape)), deviation = JaxSampling<T, TType>.R(Math.Sqrt(variance));
        switch (Distribution)
        {
            case JaxDistribution.Uniform:
                JaxSampling<T, TType>.Uniform(key, weights, -1, 1);
                Scale<T, TType>(weights, JaxSampling<T, TType>.R(Math.Sqrt(JaxSampling<T, TType>.R(3 * variance))));
                break;
            case JaxDistribution.Normal:
                JaxNormal.FillScaled<T, TType>(weights, key, deviation, IsJitted);
                break;
            default:
                JaxSampling<T, TType>.TruncatedNormal(key, weights, -2, 2, isFolded: false);
                Scale<T, TType>(weights, JaxSampling<T, TType>.R(deviation / TensorType<T, TType>.Constant(TruncatedDeviation)));
                break;
        }
    }

    private double Fan(in TensorShape shape)
    {
        double inputs = In.Size(shape), outputs = Out.Size(shape), field = shape.Count / inputs / outputs / Batch.Size(shape),
            fanIn = inputs * field, fanOut = outputs * field;
        return Mode switch
        {
            FanMode.In => fanIn,
            FanMode.Out => fanOut,
            FanMode.Average => (fanIn + fanOut) / 2,
            _ => Math.Sqrt(fanIn * fanOut)
        };
    }
}

/// <summary>The <see cref="OrthogonalFactor"/> of a normal matrix, rounded; its product with the factor is rounded again.</summary>
internal sealed record JaxOrthogonal(double Factor, int ColumnAxis) : JaxInitializer
{
    public override string ToString() => Invariant($"orthogonal(scale={Factor}, column_axis={ColumnAxis})");

    internal override void Check(in TensorShape shape, string name)
    {
        if (shape.Rank < 2) throw new ArgumentException($"{name} must have at least two dimensions, but was {shape}.", name);
        JaxAxes.Check(ColumnAxis, shape, name);
    }

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
    {
        int axis = JaxAxes.FromFront(ColumnAxis, shape), columns = (int)shape[axis], rows = weights.Length / columns;
        long inner = 1;
        for (int i = axis + 1; i < shape.Rank; i++) inner *= shape[i];
        Matrix<double> q = Orthonormal<T, TType>(rows, columns, key);
        double factor = TensorType<T, TType>.Constant(Factor);
        // All other axes, in their order, make up the rows.
        for (long i = 0; i < weights.Length; i++)
        {
            long outer = i / (inner * columns), column = i / inner % columns, row = outer * inner + i % inner;
            weights[(int)i] = TType.Round(JaxSampling<T, TType>.R(q[(int)row, (int)column]) * factor);
        }
    }

    /// <summary>A matrix with orthonormal rows or columns, whichever are fewer.</summary>
    public static Matrix<double> Orthonormal<T, TType>(int rows, int columns, JaxKey key)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        var drawn = new T[rows * columns];
        JaxSampling<T, TType>.Normal(key, drawn);
        return OrthogonalFactor.OfTall<T, TType>(drawn, rows, columns);
    }
}

internal sealed record JaxDeltaOrthogonal(double Factor) : JaxInitializer
{
    public override string ToString() => Invariant($"delta_orthogonal(scale={Factor})");

    internal override void Check(in TensorShape shape, string name)
    {
        if (shape.Rank is < 3 or > 5 || shape[^1] < shape[^2])
            throw new ArgumentException(
                $"{name} must have three to five dimensions and at least as many outputs as inputs, but was {shape}.", name);
        if (shape.Dimensions[..^2].Contains(0))
            throw new ArgumentException($"{name} must have a kernel with a centre, and so no dimension of 0, but was {shape}.", name);
    }

    internal override void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
    {
        (int inputs, int outputs) = ((int)shape[^2], (int)shape[^1]);
        long centre = 0;
        for (int axis = 0; axis < shape.Rank - 2; axis++) centre = centre * shape[axis] + (shape[axis] - 1) / 2;
        weights.Clear();
        Matrix<double> q = JaxOrthogonal.Orthonormal<T, TType>(inputs, outputs, key);
        double factor = TensorType<T, TType>.Constant(Factor);
        Span<T> matrix = weights.Slice((int)(centre * inputs * outputs), inputs * outputs);
        for (int i = 0; i < matrix.Length; i++) matrix[i] = TType.Round(JaxSampling<T, TType>.R(q[i / outputs, i % outputs]) * factor);
    }
}
