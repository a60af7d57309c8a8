namespace Initializers.Frameworks;

/// <summary>Keras' three distributions on its four backends, from a pair of numbers.</summary>
internal static class KerasDraws<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>What TensorFlow's seeds are the remainder of.</summary>
    private const long LargestInt32 = 2147483646;

    /// <summary>How many normals PyTorch draws for a truncated one.</summary>
    private const int Candidates = 4;

    /// <summary>Values that are drawn at once: of their candidates, whole blocks of 16.</summary>
    private const int Chunk = 256;

    public static void Uniform(KerasBackend backend, KerasSeed seed, Span<T> values, double low, double high)
    {
        switch (backend)
        {
            case KerasBackend.TensorFlow:
                // a number of Python is a float32 first
                TensorFlowSampling<T, TType>.Uniform(Stream(seed), values, (float)low, (float)high);
                break;
            case KerasBackend.NumPy:
                Generator(seed).Uniform<T, TType>(values, low, high);
                break;
            case KerasBackend.Torch:
                PyTorchSampling<T, TType>.Uniform(Torch(seed), values, 0, 1);
                TorchAffine(values, high - low, low);
                break;
            default:
                JaxSampling<T, TType>.Uniform(Key(seed), values, low, high);
                break;
        }
    }

    public static void Normal(KerasBackend backend, KerasSeed seed, Span<T> values, double mean, double deviation)
    {
        switch (backend)
        {
            case KerasBackend.TensorFlow:
                TensorFlowSampling<T, TType>.Normal(Stream(seed), values, mean, deviation);
                break;
            case KerasBackend.NumPy:
                Generator(seed).Normal<T, TType>(values, mean, deviation);
                break;
            case KerasBackend.Torch:
                PyTorchSampling<T, TType>.Normal(Torch(seed), values, mean, deviation, contiguous: true);
                break;
            default:
                JaxSampling<T, TType>.Normal(Key(seed), values);
                JaxAffine(values, deviation, mean);
                break;
        }
    }

    /// <summary>Within two deviations, which are those before truncation.</summary>
    public static void TruncatedNormal(KerasBackend backend, KerasSeed seed, Span<T> values, double mean, double deviation)
    {
        switch (backend)
        {
            case KerasBackend.TensorFlow:
                TensorFlowSampling<T, TType>.TruncatedNormal(Stream(seed), values, mean, deviation);
                break;
            case KerasBackend.NumPy:
                Generator(seed).TruncatedNormal<T, TType>(values, mean, deviation, -2, 2);
                break;
            case KerasBackend.Torch:
                FirstOfFour(Torch(seed), values);
                TorchAffine(values, deviation, mean);
                break;
            default:
                JaxSampling<T, TType>.TruncatedNormal(Key(seed), values, -2, 2, isFolded: false);
                JaxAffine(values, deviation, mean);
                break;
        }
    }

    /// <summary>
    /// Of four normals for each value the first that lies within two deviations; where none does, the first. They are one fill, whose
    /// blocks are drawn some at a time.
    /// </summary>
    private static void FirstOfFour(PyTorchRandom random, Span<T> values)
    {
        Span<T> drawn = stackalloc T[2 * Candidates * Chunk];
        for (int count; !values.IsEmpty; values = values[count..])
        {
            count = values.Length < 2 * Chunk ? values.Length : Chunk; // the last ones together: how a fill ends depends on how long it is
            PyTorchSampling<T, TType>.Normal(random, drawn[..(Candidates * count)], 0, 1, contiguous: true);
            FirstOfFour(drawn, values[..count]);
        }
    }

    private static void FirstOfFour(ReadOnlySpan<T> drawn, Span<T> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<T> four = drawn.Slice(Candidates * i, Candidates);
            values[i] = four[0];
            foreach (T value in four)
            {
                if (!(TType.Widen(value) is > -2 and < 2)) continue;
                values[i] = value;
                break;
            }
        }
    }

    /// <summary>Two operations on tensors: a factor meets a 16-bit type as a float, and a term is rounded to the type first.</summary>
    private static void TorchAffine(Span<T> values, double factor, double term)
    {
        if (TType.IsDouble) Affine(values, factor, term);
        else Affine(values, (float)factor, R((float)term));
    }

    /// <summary>Two operations, with both numbers rounded to the type by way of float.</summary>
    private static void JaxAffine(Span<T> values, double factor, double term) => Affine(values, R((float)factor), R((float)term));

    private static void Affine(Span<T> values, double factor, double term)
    {
        foreach (ref T value in values) value = TType.Round(R(TType.Widen(value) * factor) + term);
    }

    private static double R(double value) => TensorType<T, TType>.Rounded(value);

    private static PhiloxCounter Stream(KerasSeed seed) => PhiloxCounter.Scrambled(Remainder(seed.First), Remainder(seed.Second));

    private static long Remainder(long value) => (value % LargestInt32 + LargestInt32) % LargestInt32;

    private static NumPyRandom Generator(KerasSeed seed) => new(new SeedSequence([seed.First, seed.Second]));

    private static PyTorchRandom Torch(KerasSeed seed) => new((long)(uint)(seed.First + seed.Second));

    private static JaxKey Key(KerasSeed seed) => new((uint)seed.First, (uint)seed.Second);
}
