using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>Functions that draw element by element.</summary>
internal abstract record DrawnInitializer : PyTorchInitializer
{
    internal override bool HasMemoryOrder => true;

    internal sealed override void Fill<T, TType>(Span<T> weights, TensorShape shape, PyTorchRandom random) => FillMemory<T, TType>(weights, shape, random, isContiguous: true, isCopyContiguous: true);
}

internal sealed record UniformInPlace(double From, double To) : DrawnInitializer
{
    public override string ToString() => Invariant($"uniform_({From}, {To})");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous)
    {
        TypeRange<T, TType>.Interval(From, To, "a", "b");
        PyTorchSampling<T, TType>.Uniform(random, memory, From, To);
    }
}

internal sealed record NormalInPlace(double Mean, double Deviation) : DrawnInitializer
{
    public override string ToString() => Invariant($"normal_({Mean}, {Deviation})");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous) =>
        PyTorchSampling<T, TType>.Normal(random, memory, TypeRange<T, TType>.Within(Mean, "mean"), TypeRange<T, TType>.Within(Deviation, "std"), isContiguous);
}

internal sealed record TruncNormalInPlace(double Mean, double Deviation, double A, double B, PyTorchTruncation Truncation) : DrawnInitializer
{
    public override string ToString() => Invariant($"trunc_normal_({Mean}, {Deviation}, {A}, {B}){(Truncation == PyTorchTruncation.InverseErf ? " of 2.11" : "")}");

    internal override void FillMemory<T, TType>(Span<T> memory, TensorShape shape, PyTorchRandom random, bool isContiguous, bool isCopyContiguous)
    {
        (double mean, double std, double a, double b) = (Mean, Deviation, A, B);
        TypeRange<T, TType>.Within(mean);
        TypeRange<T, TType>.Within(std);
        if (Truncation == PyTorchTruncation.InverseErf) InverseTruncation.Fill<T, TType>(random, memory, mean, std, TypeRange<T, TType>.Within(a), TypeRange<T, TType>.Within(b));
        else PyTorchSampling<T, TType>.TruncNormal(random, memory, mean, std, a, b, isContiguous, isCopyContiguous);
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
        double deviation = DeviationOf(fanIn, fanOut), bound = Math.Sqrt(3) * deviation, reach = IsUniform ? 2 * bound : deviation;
        TypeRange<T, TType>.Reach(reach, this, shape, "gain");
        if (IsUniform) PyTorchSampling<T, TType>.Uniform(random, memory, -bound, bound);
        else PyTorchSampling<T, TType>.Normal(random, memory, 0, deviation, isContiguous);
    }
}
