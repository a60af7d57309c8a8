namespace Initializers.Frameworks;

/// <summary>Functions that draw element by element.</summary>
internal abstract record DrawnInitializer : PyTorchInitializer
{
    internal override bool HasMemoryOrder => true;

    internal sealed override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random) => FillMemory<T, TType>(weights, shape, random, isContiguous: true, isCopyContiguous: true);
}

internal sealed record UniformInPlace(double From, double To) : DrawnInitializer
{
    public override string ToString() => FormattableString.Invariant($"uniform_({From}, {To})");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous) => PyTorchSampling<T, TType>.Uniform(random, memory, From, To);
}

internal sealed record NormalInPlace(double Mean, double Deviation) : DrawnInitializer
{
    public override string ToString() => FormattableString.Invariant($"normal_({Mean}, {Deviation})");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous) =>
        PyTorchSampling<T, TType>.Normal(random, memory, Mean, Deviation, isContiguous);
}

internal sealed record TruncNormalInPlace(double Mean, double Deviation, double A, double B, PyTorchTruncation Truncation) : DrawnInitializer
{
    public override string ToString() => FormattableString.Invariant($"trunc_normal_({Mean}, {Deviation}, {A}, {B}){(Truncation == PyTorchTruncation.InverseErf ? " of 2.11" : "")}");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous)
    {
        if (Truncation == PyTorchTruncation.InverseErf) InverseTruncation.Fill<T, TType>(random, memory, Mean, Deviation, A, B);
        else PyTorchSampling<T, TType>.TruncNormal(random, memory, Mean, Deviation, A, B, isContiguous, isCopyContiguous);
    }
}

/// <summary>A uniform or a normal whose deviation follows from the fans.</summary>
/// <param name="Name">What PyTorch calls it.</param>
/// <param name="IsUniform">Whether it is uniform within sqrt(3) deviations.</param>
/// <param name="DeviationOf">The deviation from fan-in and fan-out, in double.</param>
internal sealed record ScaledInPlace(string Name, bool IsUniform, Func<long, long, double> DeviationOf) : DrawnInitializer
{
    public bool Equals(ScaledInPlace? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous)
    {
        (long fanIn, long fanOut) = TorchFans.Of(shape);
        if (memory.IsEmpty) return;
        double deviation = DeviationOf(fanIn, fanOut), bound = Math.Sqrt(3) * deviation;
        if (IsUniform) PyTorchSampling<T, TType>.Uniform(random, memory, -bound, bound);
        else PyTorchSampling<T, TType>.Normal(random, memory, 0, deviation, isContiguous);
    }
}
