namespace Initializers.Frameworks;

/// <summary>PyTorch, with a new generator for each draw. Seeds are int32.</summary>
internal sealed class TorchEngine() : KerasEngine(KerasBackend.Torch)
{
    /// <summary>How many normals are drawn for each truncated one.</summary>
    private const int Candidates = 4;

    /// <summary>Truncated normals drawn at once: their candidates are whole blocks of 16.</summary>
    private const int Chunk = 256;

    public override long Wrapped(long value) => (int)value;

    public override void Uniform<T, TType>(KerasSeed seed, Span<T> values, double low, double high)
    {
        PyTorchSampling<T, TType>.Uniform(Generator(seed), values, 0, 1);
        Move<T, TType>(values, low, high - low);
    }

    public override void Normal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation) =>
        PyTorchSampling<T, TType>.Normal(Generator(seed), values, mean, deviation, contiguous: true);

    /// <summary>
    /// The first of four normals that lies within two deviations, or if none does, the first. All candidates belong to one fill, whose
    /// blocks are drawn in chunks.
    /// </summary>
    public override void TruncatedNormal<T, TType>(KerasSeed seed, Span<T> values, double mean, double deviation)
    {
        PyTorchRandom random = Generator(seed);
        Span<T> candidates = stackalloc T[2 * Candidates * Chunk], left = values;
        for (int count; !left.IsEmpty; left = left[count..])
        {
            count = left.Length < 2 * Chunk ? left.Length : Chunk; // the last chunk is longer, since how a fill ends depends on its length
            PyTorchSampling<T, TType>.Normal(random, candidates[..(Candidates * count)], 0, 1, contiguous: true);
            Choose<T, TType>(candidates, left[..count]);
        }
        Move<T, TType>(values, mean, deviation);
    }

    /// <summary>A number is taken modulo 2^32, the state of a generator is not.</summary>
    private protected override (long Lowest, long Highest) SeedRange(bool isGenerator) =>
        isGenerator ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);

    private static PyTorchRandom Generator(KerasSeed seed) => new((long)(uint)(seed.First + seed.Second));

    private static void Choose<T, TType>(ReadOnlySpan<T> candidates, Span<T> values)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<T> own = candidates.Slice(Candidates * i, Candidates);
            values[i] = own[0];
            foreach (T value in own)
            {
                if (!(TType.Widen(value) is > -2 and < 2)) continue;
                values[i] = value;
                break;
            }
        }
    }

    /// <summary>Two tensor operations: the factor of 16-bit types is a float32, but the addend is rounded to the type first.</summary>
    private static void Move<T, TType>(Span<T> values, double addend, double factor)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (TType.IsDouble) Affine<T, TType>(values, factor, addend);
        else Affine<T, TType>(values, (float)factor, TensorType<T, TType>.Rounded((float)addend));
    }
}
