using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>A function of <c>torch.nn.init</c> that draws element by element.</summary>
internal abstract record ElementwiseFunction : PyTorchInitializer
{
    internal override bool HasMemoryOrder => true;

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, PyTorchRandom source) =>
        FillMemory<T, TType>(weights, shape, source, isContiguous: true, isCopyContiguous: true);
}

internal sealed record UniformInPlace(double From, double To) : ElementwiseFunction
{
    public override string ToString() => Invariant($"uniform_({From}, {To})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous) =>
        TypeRange<T, TType>.Interval(From, To, "a", "b", nameof(shape));

    internal override void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous) =>
        PyTorchSampling<T, TType>.Uniform(random, memory, From, To);
}

internal sealed record NormalInPlace(double Mean, double Deviation) : ElementwiseFunction
{
    public override string ToString() => Invariant($"normal_({Mean}, {Deviation})");

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        TypeRange<T, TType>.Within(Mean, "mean", nameof(shape));
        TypeRange<T, TType>.Within(Deviation, "std", nameof(shape));
    }

    internal override void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous) =>
        PyTorchSampling<T, TType>.Normal(random, memory, Mean, Deviation, isContiguous);
}

internal sealed record TruncNormalInPlace(double Mean, double Deviation, double A, double B, PyTorchTruncation? Truncation)
    : ElementwiseFunction
{
    public override string ToString()
    {
        string version = Truncation switch
        {
            PyTorchTruncation.Rejection => " of 2.12",
            PyTorchTruncation.InverseErf => " of 2.11",
            _ => "",
        };
        return Invariant($"trunc_normal_({Mean}, {Deviation}, {A}, {B}){version}");
    }

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        TypeRange<T, TType>.Within(Mean, "mean", nameof(shape));
        TypeRange<T, TType>.Within(Deviation, "std", nameof(shape));
        if (IsInverseErf(version)) TruncNormalInverseErf.Check<T, TType>(A, B, nameof(shape));
        else PyTorchSampling<T, TType>.CheckTruncNormal(shape.Count, Mean, Deviation, A, B, isCopyContiguous, nameof(shape));
    }

    internal override void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous)
    {
        if (IsInverseErf(random.Version)) TruncNormalInverseErf.Fill<T, TType>(random, memory, Mean, Deviation, A, B);
        else PyTorchSampling<T, TType>.TruncNormal(random, memory, Mean, Deviation, A, B, isContiguous, isCopyContiguous);
    }

    private bool IsInverseErf(PyTorchVersion version) =>
        Truncation is { } method ? method == PyTorchTruncation.InverseErf : version == PyTorchVersion.V211;
}

/// <summary>A uniform or normal distribution whose deviation depends on the fans.</summary>
/// <param name="Name">PyTorch's name, with the arguments.</param>
/// <param name="IsUniform">Whether it is uniform within sqrt(3) deviations, or normal.</param>
/// <param name="DeviationOf">The deviation for fan-in and fan-out, in double.</param>
internal sealed record ScaledInPlace(string Name, bool IsUniform, Func<long, long, double> DeviationOf) : ElementwiseFunction
{
    public bool Equals(ScaledInPlace? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    internal override void CheckMemory<T, TType>(in TensorShape shape, PyTorchVersion version, bool isCopyContiguous)
    {
        (double deviation, double bound) = Spread(shape);
        if (shape.Count == 0) return;
        if (IsUniform) TypeRange<T, TType>.Spread(2 * bound, "width", this, shape);
        else TypeRange<T, TType>.Spread(deviation, "standard deviation", this, shape);
    }

    internal override void FillMemory<T, TType>(Span<T> memory, in TensorShape shape, PyTorchRandom random, bool isContiguous,
        bool isCopyContiguous)
    {
        (double deviation, double bound) = Spread(shape);
        if (IsUniform) PyTorchSampling<T, TType>.Uniform(random, memory, -bound, bound);
        else PyTorchSampling<T, TType>.Normal(random, memory, 0, deviation, isContiguous);
    }

    private (double Deviation, double Bound) Spread(in TensorShape shape)
    {
        (long fanIn, long fanOut) = PyTorchFans.Of(shape);
        double deviation = DeviationOf(fanIn, fanOut);
        return (deviation, Math.Sqrt(3) * deviation);
    }
}
