using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>PyTorch's three distributions in one type, a whole tensor at a time, in memory order.</summary>
internal static class PyTorchSampling<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    /// <summary>The number of values that are drawn at once, a multiple of the block size.</summary>
    private const int Chunk = 512;

    /// <summary><c>uniform_(from, to)</c>.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="memory">The tensor.</param>
    /// <param name="from">The lower bound.</param>
    /// <param name="to">The upper bound.</param>
    /// <param name="version">The version that draws; defaults to the generator's.</param>
    public static void Uniform(PyTorchRandom random, Span<T> memory, double from, double to, PyTorchVersion? version = null)
    {
        PyTorchVersion drawn = version ?? random.Version;
        bool excludesTo = PyTorchVersion<T, TType>.ExcludesTo(drawn);
        if (TType.IsDouble)
        {
            for (Span<double> rest = MemoryMarshal.Cast<T, double>(memory); !rest.IsEmpty; rest = rest[Math.Min(Chunk, rest.Length)..])
                Doubles(random, rest[..Math.Min(Chunk, rest.Length)], from, to, excludesTo);
            return;
        }
        float low = PyTorchVersion<T, TType>.Number(from, drawn), high = PyTorchVersion<T, TType>.Number(to, drawn);
        var stretched = new Stretched(PyTorchVersion<T, TType>.UnitBits(drawn), low, PyTorchVersion<T, TType>.Number(high - low, drawn),
            excludesTo ? high : float.NaN, random.CpuCapability);
        if (typeof(T) == typeof(float))
        {
            for (Span<float> rest = MemoryMarshal.Cast<T, float>(memory); !rest.IsEmpty; rest = rest[Math.Min(Chunk, rest.Length)..])
                Floats(random, rest[..Math.Min(Chunk, rest.Length)], stretched);
        }
        else
        {
            Narrow(random, memory, stretched, TType.Round(low), excludesTo ? TensorType<T, TType>.Rounded(high) : double.NaN);
        }
    }

    /// <summary><c>normal_(mean, std)</c>.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="memory">The tensor.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The deviation.</param>
    /// <param name="contiguous">Whether the tensor is contiguous: others are filled pair by pair, as small ones are.</param>
    /// <param name="version">The version that draws; defaults to the generator's.</param>
    public static void Normal(PyTorchRandom random, Span<T> memory, double mean, double deviation, bool contiguous,
        PyTorchVersion? version = null)
    {
        PyTorchVersion drawn = version ?? random.Version;
        if (!IsInBlocks(memory.Length, contiguous))
        {
            foreach (ref T element in memory)
                element = TType.Round(MultiplyAdd(random.NextOfPair(), deviation, mean, random.CpuCapability));
            return;
        }
        int rest = memory.Length % BoxMuller.Block;
        for (int start = 0; start < memory.Length - rest; start += Chunk)
            Blocks(random, memory[start..Math.Min(start + Chunk, memory.Length - rest)], mean, deviation, drawn);
        if (rest == 0) return;
        // The last block is drawn anew, overlapping finished values; the uniforms drawn for its end are discarded.
        if (PyTorchVersion<T, TType>.DrawsTailTwice(drawn)) random.Skip(TType.IsDouble ? 2 * rest : rest);
        Blocks(random, memory[^BoxMuller.Block..], mean, deviation, drawn);
    }

    /// <summary>
    /// Refuses bounds of <c>trunc_normal_</c> that would take too many draws, or that are too far apart for uniforms of the type.
    /// </summary>
    /// <param name="count">The number of values.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The deviation.</param>
    /// <param name="a">The lower bound.</param>
    /// <param name="b">The upper bound.</param>
    /// <param name="isRedrawContiguous">Whether the tensor of redrawn normals is contiguous.</param>
    /// <param name="parameter">The caller's name for the bounds.</param>
    /// <exception cref="ArgumentException">The bounds are refused.</exception>
    public static void CheckTruncNormal(long count, double mean, double deviation, double a, double b, bool isRedrawContiguous,
        string parameter)
    {
        if (!AreRedrawn(mean, deviation, a, b))
        {
            TypeRange<T, TType>.Interval(a, b, nameof(a), nameof(b), parameter);
            TruncNormalAcceptance<T, TType>.CheckUniforms(new(mean, deviation, a, b), count, a, b, parameter);
        }
        else if (TType.IsDouble || !IsInBlocks(count, isRedrawContiguous))
        {
            TruncNormalAcceptance<T, TType>.CheckNormals(mean, deviation, count, a, b, parameter);
        }
        else
        {
            // Blocks have mean and deviation rounded to float.
            TruncNormalAcceptance<T, TType>.CheckNormals((float)mean, (float)deviation, count, a, b, parameter);
        }
    }

    /// <summary>
    /// <c>trunc_normal_(mean, std, a, b)</c> since 2.12: normals, redrawn where they are out of bounds, or, if too few lie within the
    /// bounds, rejection sampling of uniforms.
    /// </summary>
    /// <param name="random">The generator.</param>
    /// <param name="memory">The tensor.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The deviation.</param>
    /// <param name="a">The lower bound.</param>
    /// <param name="b">The upper bound.</param>
    /// <param name="contiguous">Whether the tensor is contiguous.</param>
    /// <param name="isRedrawContiguous">Whether the tensor of redrawn normals is contiguous.</param>
    public static void TruncNormal(PyTorchRandom random, Span<T> memory, double mean, double deviation, double a, double b, bool contiguous,
        bool isRedrawContiguous)
    {
        if (AreRedrawn(mean, deviation, a, b))
        {
            Normal(random, memory, mean, deviation, contiguous, PyTorchVersion.V212);
            Redraw(random, memory, mean, deviation, TType.Widen(TType.Round(a)), TType.Widen(TType.Round(b)), isRedrawContiguous);
        }
        else
        {
            Reject(random, memory, new(mean, deviation, a, b), a, b);
        }
    }

    /// <summary>Whether enough normals lie within the bounds to redraw the others.</summary>
    private static bool AreRedrawn(double mean, double deviation, double a, double b)
    {
        const double Enough = 0.3;
        return NormalDistribution.Between((a - mean) / deviation, (b - mean) / deviation) > Enough;
    }

    private static void Doubles(PyTorchRandom random, Span<double> destination, double from, double to, bool excludesTo)
    {
        random.Next53(destination);
        double width = to - from;
        foreach (ref double element in destination)
        {
            double value = MultiplyAdd(element, width, from, random.CpuCapability);
            element = excludesTo && value == to ? from : value;
        }
    }

    private static void Floats(PyTorchRandom random, Span<float> destination, in Stretched stretched)
    {
        random.NextBits(MemoryMarshal.Cast<float, uint>(destination));
        VectorMap.Apply(destination, stretched);
    }

    /// <summary>Uniform floats, rounded to 16 bits; a value that rounds to the excluded number becomes the least one.</summary>
    private static void Narrow(PyTorchRandom random, Span<T> memory, in Stretched stretched, T least, double excluded)
    {
        Span<float> floats = stackalloc float[Math.Min(Chunk, memory.Length)];
        for (; !memory.IsEmpty; memory = memory[floats.Length..])
        {
            floats = floats[..Math.Min(floats.Length, memory.Length)];
            Floats(random, floats, stretched);
            for (int i = 0; i < floats.Length; i++)
            {
                T value = TType.Round(floats[i]);
                memory[i] = TType.Widen(value) == excluded ? least : value;
            }
        }
    }

    /// <summary>Normals in whole blocks.</summary>
    private static void Blocks(PyTorchRandom random, Span<T> memory, double mean, double deviation, PyTorchVersion version)
    {
        if (TType.IsDouble)
        {
            Span<double> doubles = MemoryMarshal.Cast<T, double>(memory);
            random.Next53(doubles);
            bool isFused = version == PyTorchVersion.V212 || random.CpuCapability == PyTorchCpuCapability.Avx2;
            BoxMuller.Transform(doubles, mean, deviation, isFused);
        }
        else
        {
            Span<float> floats = stackalloc float[memory.Length];
            random.NextBits(MemoryMarshal.Cast<float, uint>(floats));
            VectorMap.Apply(floats, new LowBitsToUnit(PyTorchVersion<T, TType>.UnitBits(version)));
            float center = PyTorchVersion<T, TType>.Number(mean, version), scale = PyTorchVersion<T, TType>.Number(deviation, version);
            if (PyTorchVersion<T, TType>.IsNormalInType(version, random.CpuCapability))
                BoxMuller.TransformInType<T, TType>(floats, center, scale);
            else BoxMuller.Transform(floats, center, scale, random.CpuCapability);
            TensorType<T, TType>.Round(floats, memory);
        }
    }

    /// <summary>While a value is out of bounds, draws a whole tensor of normals and replaces such values by theirs.</summary>
    private static void Redraw(PyTorchRandom random, Span<T> memory, double mean, double deviation, double low, double high,
        bool contiguous)
    {
        using var candidates = new Rented<T>(memory.Length);
        while (AnyOutside(memory))
        {
            Normal(random, candidates.Span, mean, deviation, contiguous, PyTorchVersion.V212);
            for (int i = 0; i < memory.Length; i++)
            {
                if (IsOutside(memory[i])) memory[i] = candidates.Span[i];
            }
        }

        bool IsOutside(T value) => TType.Widen(value) is var wide && (wide < low || wide > high);

        bool AnyOutside(ReadOnlySpan<T> values)
        {
            foreach (T value in values)
            {
                if (IsOutside(value)) return true;
            }
            return false;
        }
    }

    /// <summary>
    /// Rejection sampling of uniforms between the bounds: a whole tensor is drawn in each round, until every value is accepted.
    /// </summary>
    private static void Reject(PyTorchRandom random, Span<T> memory, TruncNormalRejection<T, TType> rejection, double a, double b)
    {
        using var candidates = new Rented<T>(memory.Length);
        using var drawn = new Rented<T>(memory.Length);
        using var pending = new Rented<bool>(memory.Length);
        pending.Span.Fill(true);
        for (bool isPending = memory.Length > 0; isPending;)
        {
            Uniform(random, candidates.Span, a, b, PyTorchVersion.V212);
            Uniform(random, drawn.Span, 0, 1, PyTorchVersion.V212);
            isPending = false;
            for (int i = 0; i < memory.Length; i++)
            {
                if (!pending.Span[i]) continue;
                memory[i] = candidates.Span[i];
                pending.Span[i] = rejection.Rejects(candidates.Span[i], drawn.Span[i]);
                isPending |= pending.Span[i];
            }
        }
    }

    private static bool IsInBlocks(long length, bool contiguous) => length >= BoxMuller.Block && contiguous;

    private static double MultiplyAdd(double a, double b, double c, PyTorchCpuCapability capability) =>
        capability == PyTorchCpuCapability.Avx2 ? ExactFma.Invoke(a, b, c) : a * b + c;

    /// <summary>
    /// low + width u with u from a word's low bits, fused with AVX2 only; a value equal to the excluded number becomes low.
    /// </summary>
    private readonly struct Stretched(int bits, float low, float width, float excluded, PyTorchCpuCapability capability) : IVectorMap<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> words)
        {
            Vector256<float> u = new LowBitsToUnit(bits).Invoke(words);
            Vector256<float> factor = Vector256.Create(width), lowest = Vector256.Create(low);
            Vector256<float> values = capability == PyTorchCpuCapability.Avx2 ? VectorFma.Fma(u, factor, lowest) : u * factor + lowest;
            return Vector256.ConditionalSelect(Vector256.Equals(values, Vector256.Create(excluded)), lowest, values);
        }
    }
}
