using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Initializers.Kernels;

namespace Initializers.Frameworks;

/// <summary>PyTorch 2.13's generator of the CPU: <c>new PyTorchRandom(0)</c> stands where <c>torch.manual_seed(0)</c> leaves PyTorch, and draws the same values, bit for bit.</summary>
/// <remarks>
/// <para>
/// MT19937, of whose seed only the low 32 bits count, and the second normal of a pair, which is kept for the next small fill. Verified against the Linux wheel of x86-64 in float, Half and bfloat16; normals of doubles within 1e-14, since there the C library's functions decide last bits. Older versions differ: before 2.12 in
/// <c>trunc_normal_</c>, before 2.12 in the 16-bit types.
/// </para>
/// <para>
/// A fill is of a whole tensor: normals of 16 and more values are made in blocks, and of fewer in another way, so that a slice has other values and cannot be filled alone. Not thread-safe: each thread has a generator of its own.
/// </para>
/// </remarks>
public sealed class PyTorchRandom : IRandomSource
{
    /// <summary>Bytes of <c>torch.get_rng_state()</c>.</summary>
    public const int StateSize = 5056;

    /// <summary>Values that are drawn at once: a number of whole blocks.</summary>
    private const int Chunk = 512;

    private MersenneTwister _twister;
    private bool _isFresh = true;
    private double? _kept;

    /// <summary>A generator as after <c>torch.manual_seed(seed)</c>.</summary>
    /// <param name="seed">The seed, of which the low 32 bits count; -1 is 2^64 - 1.</param>
    /// <param name="flavour">Whose kernels.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="flavour"/> is not a named one.</exception>
    public PyTorchRandom(long seed, PyTorchFlavour flavour = PyTorchFlavour.Vector) : this((ulong)seed, flavour)
    {
    }

    /// <inheritdoc cref="PyTorchRandom(long, PyTorchFlavour)"/>
    public PyTorchRandom(ulong seed, PyTorchFlavour flavour = PyTorchFlavour.Vector) =>
        (InitialSeed, Flavour, _twister) = (seed, Guard.Defined(flavour), MersenneTwister.FromSeed((uint)seed));

    /// <summary><c>initial_seed()</c>: the seed, with all of its 64 bits.</summary>
    public ulong InitialSeed { get; private set; }

    /// <summary>Whose kernels.</summary>
    public PyTorchFlavour Flavour { get; }

    /// <summary><c>get_state()</c>: the 5,056 bytes of <c>torch.get_rng_state()</c>, which PyTorch's <c>set_rng_state</c> takes.</summary>
    public byte[] GetState()
    {
        var state = new byte[StateSize];
        int used = _isFresh ? 0 : _twister.Position;
        BinaryPrimitives.WriteUInt64LittleEndian(state, InitialSeed);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(8), _isFresh ? 1 : MersenneTwister.Size + 1 - used);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(12), 1);
        BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(16), used);
        for (int i = 0; i < MersenneTwister.Size; i++) BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(24 + 8 * i), _twister.State[i]);
        BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(5024), _kept ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(5040), _kept is null ? 0 : 1);
        return state;
    }

    /// <summary><c>set_state(state)</c>: goes on where a generator of PyTorch, or of this class, stood.</summary>
    /// <param name="state">The 5,056 bytes of <c>torch.get_rng_state()</c>.</param>
    /// <exception cref="ArgumentException">The length is another, or the bytes are no state.</exception>
    public void SetState(ReadOnlySpan<byte> state)
    {
        if (state.Length != StateSize) throw new ArgumentException($"state has {state.Length} bytes; accepted are {StateSize}, those of torch.get_rng_state().", nameof(state));
        int left = BinaryPrimitives.ReadInt32LittleEndian(state[8..]);
        long used = BinaryPrimitives.ReadInt64LittleEndian(state[16..]);
        bool isFresh = left == 1 && used == 0;
        if (BinaryPrimitives.ReadInt32LittleEndian(state[12..]) != 1 || !(isFresh || (used is > 0 and <= MersenneTwister.Size && left == MersenneTwister.Size + 1 - used)))
            throw new ArgumentException($"state says that {used} words are used and {left} left; accepted are the bytes of torch.get_rng_state().", nameof(state));
        var words = new uint[MersenneTwister.Size];
        for (int i = 0; i < words.Length; i++) words[i] = (uint)BinaryPrimitives.ReadUInt64LittleEndian(state[(24 + 8 * i)..]);
        InitialSeed = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _isFresh = isFresh;
        _twister = MersenneTwister.FromState(words, isFresh ? MersenneTwister.Size : (int)used);
        _kept = BinaryPrimitives.ReadInt32LittleEndian(state[5040..]) != 0 ? BinaryPrimitives.ReadDoubleLittleEndian(state[5024..]) : null;
    }

    /// <summary><c>random_()</c> of int32: 31 bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<int> destination)
    {
        foreach (ref int value in destination) value = (int)(Next32() & 0x7FFFFFFF);
    }

    /// <summary><c>random_()</c> of int64: 63 bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void Random(Span<long> destination)
    {
        foreach (ref long value in destination) value = (long)(Next64() & long.MaxValue);
    }

    /// <summary><c>random_(-2**63, None)</c>: all 64 bits.</summary>
    /// <param name="destination">Where the values go.</param>
    public void RandomFullRange(Span<long> destination)
    {
        foreach (ref long value in destination) value = (long)Next64();
    }

    /// <summary><c>random_(from, to)</c>, <c>randint(from, to)</c>: from the one to below the other, as the rest of a division, so that it favours low numbers of wide ranges a little.</summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="from">The lowest.</param>
    /// <param name="to">One above the highest.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is not below <paramref name="to"/>.</exception>
    public void Random(Span<long> destination, long from, long to)
    {
        Guard.Ordered(from, to);
        ulong width = (ulong)to - (ulong)from;
        foreach (ref long value in destination) value = (long)((ulong)from + (width >= 1 << 28 ? Next64() : Next32()) % width);
    }

    /// <summary><c>randperm(n)</c>: the numbers from 0 to n - 1 in an order that is drawn.</summary>
    /// <param name="count">n, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public long[] RandPerm(int count)
    {
        Guard.NotNegative(count);
        long[] order = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        for (int i = 0; i + 1 < count; i++)
        {
            int other = i + (int)(Next32() % (uint)(count - i));
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    /// <inheritdoc/>
    /// <remarks>The generator's words.</remarks>
    public void NextBits(Span<uint> destination)
    {
        if (destination.IsEmpty) return;
        _isFresh = false;
        _twister.Fill(destination);
    }

    /// <inheritdoc/>
    /// <remarks><c>uniform_(low, high)</c>, of any two numbers of which the first is not above the second.</remarks>
    public void NextUniform(Span<float> destination, double low, double high) => PyTorchInit.Uniform(low, high).Initialize(destination, [destination.Length], this);

    /// <inheritdoc/>
    /// <remarks><c>normal_(mean, standardDeviation)</c>, of the whole tensor.</remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation) => PyTorchInit.Normal(mean, standardDeviation).Initialize(destination, [destination.Length], this);

    /// <inheritdoc/>
    /// <remarks><c>trunc_normal_</c> of the whole tensor; its bounds are absolute, and those given here are in deviations from the mean.</remarks>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        _ = new TruncatedNormal(mean, standardDeviation, lower, upper); // refuses what is refused everywhere
        PyTorchInit.TruncNormal(mean, standardDeviation, mean + lower * standardDeviation, mean + upper * standardDeviation).Initialize(destination, [destination.Length], this);
    }

    /// <inheritdoc/>
    public void Skip(long count)
    {
        Guard.NotNegative(count);
        for (; count > 0; count--) Next32();
    }

    /// <summary><c>uniform_(from, to)</c> in the order of the memory.</summary>
    internal void Uniform<T, TType>(Span<T> memory, double from, double to)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (TType.IsDouble)
        {
            double width = to - from;
            foreach (ref T element in memory)
            {
                double value = MultiplyAdd(Next53(), width, from);
                element = TType.Round(value == to ? from : value);
            }
            return;
        }
        float low = (float)from, high = (float)to;
        if (typeof(T) == typeof(float))
        {
            for (Span<float> rest = MemoryMarshal.Cast<T, float>(memory); !rest.IsEmpty; rest = rest[Math.Min(Chunk, rest.Length)..])
            {
                Span<float> chunk = rest[..Math.Min(Chunk, rest.Length)];
                Next24(chunk);
                Scale(chunk, low, high);
            }
            return;
        }
        T least = TType.Round(low);
        double bound = TType.Widen(TType.Round(high));
        Span<float> floats = stackalloc float[Math.Min(Chunk, memory.Length)];
        for (; !memory.IsEmpty; memory = memory[floats.Length..])
        {
            floats = floats[..Math.Min(floats.Length, memory.Length)];
            Next24(floats);
            Scale(floats, low, high);
            for (int i = 0; i < floats.Length; i++)
            {
                T value = TType.Round(floats[i]);
                memory[i] = TType.Widen(value) == bound ? least : value;
            }
        }
    }

    /// <summary><c>normal_(mean, std)</c> in the order of the memory.</summary>
    /// <param name="memory">The tensor.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The deviation.</param>
    /// <param name="contiguous">Whether the tensor is contiguous: others take the path of few values.</param>
    internal void Normal<T, TType>(Span<T> memory, double mean, double deviation, bool contiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (memory.Length < BoxMuller.Block || !contiguous)
        {
            foreach (ref T element in memory) element = TType.Round(MultiplyAdd(NextNormal(), deviation, mean));
            return;
        }
        int rest = memory.Length % BoxMuller.Block;
        for (int start = 0; start < memory.Length - rest; start += Chunk) Blocks<T, TType>(memory[start..Math.Min(start + Chunk, memory.Length - rest)], mean, deviation);
        if (rest == 0) return;
        // The last block is drawn anew, over values that were finished; the uniforms that stood in its end have been drawn for nothing.
        if (TType.FillsWholly) Skip(TType.IsDouble ? 2 * rest : rest);
        Blocks<T, TType>(memory[^BoxMuller.Block..], mean, deviation);
    }

    /// <summary><c>trunc_normal_(mean, std, a, b)</c> in the order of the memory: normals that are drawn again where they are out of bounds, all of them each time, or where that would take long, uniforms that are kept by chance.</summary>
    internal void TruncNormal<T, TType>(Span<T> memory, double mean, double deviation, double a, double b, bool contiguous, bool isRedrawContiguous)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        const double Enough = 0.3;
        using var candidates = new Rented<T>(memory.Length);
        if (NormalDistribution.Below((b - mean) / deviation) - NormalDistribution.Below((a - mean) / deviation) > Enough)
        {
            double low = TType.Widen(TType.Round(a)), high = TType.Widen(TType.Round(b));
            Normal<T, TType>(memory, mean, deviation, contiguous);
            while (Outside(memory))
            {
                Normal<T, TType>(candidates.Span, mean, deviation, isRedrawContiguous);
                for (int i = 0; i < memory.Length; i++)
                {
                    if (IsOutside(memory[i])) memory[i] = candidates.Span[i];
                }
            }

            bool IsOutside(T value) => TType.Widen(value) is var wide && (wide < low || wide > high);

            bool Outside(ReadOnlySpan<T> values)
            {
                foreach (T value in values)
                {
                    if (IsOutside(value)) return true;
                }
                return false;
            }
        }
        else
        {
            var rejection = new TruncatedRejection<T, TType>(mean, deviation, a, b);
            using var drawn = new Rented<T>(memory.Length);
            using var pending = new Rented<bool>(memory.Length);
            pending.Span.Fill(true);
            for (bool isPending = memory.Length > 0; isPending;)
            {
                Uniform<T, TType>(candidates.Span, a, b);
                Uniform<T, TType>(drawn.Span, 0, 1);
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
    }

    private void Blocks<T, TType>(Span<T> memory, double mean, double deviation)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (TType.IsDouble)
        {
            Span<double> doubles = stackalloc double[memory.Length];
            foreach (ref double value in doubles) value = Next53();
            BoxMuller.Transform(doubles, mean, deviation);
            for (int i = 0; i < memory.Length; i++) memory[i] = TType.Round(doubles[i]);
        }
        else
        {
            Span<float> floats = stackalloc float[memory.Length];
            Next24(floats);
            BoxMuller.Transform(floats, (float)mean, (float)deviation, Flavour);
            for (int i = 0; i < memory.Length; i++) memory[i] = TType.Round(floats[i]);
        }
    }

    /// <summary>The kept normal, or the first one of a pair, whose second one is then kept.</summary>
    private double NextNormal()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }
        double first = Next53();
        (double cosine, double sine) = BoxMuller.Pair(first, Next53());
        _kept = sine;
        return cosine;
    }

    private uint Next32()
    {
        _isFresh = false;
        return _twister.Next();
    }

    private ulong Next64() => ((ulong)Next32() << 32) | Next32();

    /// <summary>Multiples of 2^-24 in [0, 1), a word each.</summary>
    private void Next24(Span<float> destination)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(destination);
        NextBits(words);
        int i = 0;
        for (; i <= words.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            (Vector256.ConvertToSingle((Vector256.Create<uint>(words[i..]) & Vector256.Create(0xFFFFFFu)).AsInt32()) * Vector256.Create(1f / 16777216)).CopyTo(destination[i..]);
        for (; i < words.Length; i++) destination[i] = (words[i] & 0xFFFFFF) * (1f / 16777216);
    }

    /// <summary>low + (high - low) u: fused, or in the plain flavour not; what comes to high becomes low.</summary>
    private void Scale(Span<float> uniforms, float low, float high)
    {
        float width = high - low;
        Span<float> lanes = stackalloc float[Vector256<float>.Count];
        for (; uniforms.Length >= lanes.Length; uniforms = uniforms[lanes.Length..]) Scaled(Vector256.Create<float>(uniforms)).CopyTo(uniforms);
        lanes.Clear();
        uniforms.CopyTo(lanes);
        Scaled(Vector256.Create<float>(lanes)).CopyTo(lanes);
        lanes[..uniforms.Length].CopyTo(uniforms);

        Vector256<float> Scaled(Vector256<float> u)
        {
            Vector256<float> factor = Vector256.Create(width), lowest = Vector256.Create(low);
            Vector256<float> values = Flavour == PyTorchFlavour.Vector ? Avx2Math.Fma(u, factor, lowest) : u * factor + lowest;
            return Vector256.ConditionalSelect(Vector256.Equals(values, Vector256.Create(high)), lowest, values);
        }
    }

    /// <summary>A multiple of 2^-53 in [0, 1), of two words.</summary>
    private double Next53() => (Next64() & 0x1FFFFFFFFFFFFF) * (1.0 / 9007199254740992);

    private double MultiplyAdd(double a, double b, double c) => Flavour == PyTorchFlavour.Vector ? ExactFma.Invoke(a, b, c) : a * b + c;
}
