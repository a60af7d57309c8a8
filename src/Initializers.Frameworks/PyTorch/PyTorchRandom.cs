using System.Buffers.Binary;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// PyTorch's CPU generator: <c>new PyTorchRandom(0)</c> draws what PyTorch draws after <c>torch.manual_seed(0)</c>, bit for bit.
/// </summary>
/// <example>
/// <code>
/// // torch.manual_seed(0); torch.nn.init.kaiming_uniform_(torch.empty(256, 784))
/// var random = new PyTorchRandom(0);
/// float[] weights = PyTorchInit.KaimingUniform().Initialize([256, 784], random);
/// byte[] state = random.GetState(); // torch.get_rng_state()
/// </code>
/// </example>
/// <remarks>
/// <para>
/// MT19937, seeded by the low 32 bits of the seed, and the second normal of a pair, kept for the next small fill. Verified against the
/// Linux wheels of 2.13 and 2.10 for x86-64 in float, double, Half and bfloat16: functions of the C library are computed as it computes
/// them. Versions before 2.12 drew other values of <c>trunc_normal_</c> and of the 16-bit types: see <see cref="PyTorchVersion"/>.
/// </para>
/// <para>
/// A fill is of a whole tensor: 16 or more normals are drawn in blocks, fewer in another way, so a slice would have other values and cannot
/// be filled on its own. Not thread-safe: give each thread its own generator.
/// </para>
/// </remarks>
public sealed class PyTorchRandom : IRandomSource
{
    /// <summary>The length of <c>torch.get_rng_state()</c> in bytes.</summary>
    public const int StateSize = 5056;

    /// <summary>The number of elements from which PyTorch uses a different permutation algorithm.</summary>
    internal const int PermutationLimit = (int)(uint.MaxValue / 20);

    /// <summary>Just above sqrt(-2 ln 2^-53) = 8.57.</summary>
    private const double FarthestNormal = 8.6;

    private MersenneTwister _twister;
    private bool _isFresh = true;
    private double? _kept;

    /// <summary>The generator after <c>torch.manual_seed(seed)</c>.</summary>
    /// <param name="seed">The seed, of which the low 32 bits are used; -1 is 2^64 - 1.</param>
    /// <param name="cpuCapability">The kernels that fill tensors.</param>
    /// <param name="version">The version of PyTorch whose values are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="cpuCapability"/> or <paramref name="version"/> is not defined.
    /// </exception>
    public PyTorchRandom(long seed, PyTorchCpuCapability cpuCapability = PyTorchCpuCapability.Avx2,
        PyTorchVersion version = PyTorchVersion.V212)
        : this((ulong)seed, cpuCapability, version)
    {
    }

    /// <inheritdoc cref="PyTorchRandom(long, PyTorchCpuCapability, PyTorchVersion)"/>
    public PyTorchRandom(ulong seed, PyTorchCpuCapability cpuCapability = PyTorchCpuCapability.Avx2,
        PyTorchVersion version = PyTorchVersion.V212)
    {
        (CpuCapability, Version) = (Guard.Defined(cpuCapability), Guard.Defined(version));
        (InitialSeed, _twister) = (seed, MersenneTwister.FromSeed((uint)seed));
    }

    /// <summary><c>initial_seed()</c>: the seed, with all of its 64 bits.</summary>
    public ulong InitialSeed { get; private set; }

    /// <summary>The kernels that fill tensors: <c>torch.backends.cpu.get_cpu_capability()</c>.</summary>
    public PyTorchCpuCapability CpuCapability { get; }

    /// <summary>The version of PyTorch whose values are drawn. It is not part of the state.</summary>
    public PyTorchVersion Version { get; }

    /// <summary><c>get_state()</c>: the 5,056 bytes of <c>torch.get_rng_state()</c>, which PyTorch's <c>set_rng_state</c> takes.</summary>
    public byte[] GetState()
    {
        var state = new byte[StateSize];
        int used = _isFresh ? 0 : _twister.Position;
        BinaryPrimitives.WriteUInt64LittleEndian(state, InitialSeed);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(8), _isFresh ? 1 : MersenneTwister.Size + 1 - used);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(12), 1);
        BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(16), used);
        for (int i = 0; i < MersenneTwister.Size; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(24 + 8 * i), _twister.State[i]);
        BinaryPrimitives.WriteDoubleLittleEndian(state.AsSpan(5024), _kept ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(5040), _kept is null ? 0 : 1);
        return state;
    }

    /// <summary><c>set_state(state)</c>: resumes from a state of PyTorch or of this class.</summary>
    /// <param name="state">The 5,056 bytes of <c>torch.get_rng_state()</c>.</param>
    /// <exception cref="ArgumentException">
    /// The length is wrong, or the bytes are not a state: the counts contradict each other, the words are all 0 or one has more than 32
    /// bits, or a kept normal is not finite. The generator is left unchanged.
    /// </exception>
    public void SetState(ReadOnlySpan<byte> state)
    {
        if (state.Length != StateSize)
            throw new ArgumentException($"state must have {StateSize} bytes, those of torch.get_rng_state(), but had {state.Length}.",
                nameof(state));
        int left = BinaryPrimitives.ReadInt32LittleEndian(state[8..]);
        long used = BinaryPrimitives.ReadInt64LittleEndian(state[16..]);
        bool isFresh = left == 1 && used == 0;
        if (BinaryPrimitives.ReadInt32LittleEndian(state[12..]) != 1
            || !(isFresh || (used is > 0 and <= MersenneTwister.Size && left == MersenneTwister.Size + 1 - used)))
            throw new ArgumentException(
                Invariant($"state must be the bytes of torch.get_rng_state(), but had {used} used words and {left} left."),
                nameof(state));
        var words = new uint[MersenneTwister.Size];
        for (int i = 0; i < words.Length; i++)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(state[(24 + 8 * i)..]);
            words[i] = word <= uint.MaxValue ? (uint)word
                : throw new ArgumentException($"state must have words of 32 bits, but had {word} as word {i}.", nameof(state));
        }
        MersenneTwister.CheckState(words, used, nameof(state));
        double? kept = Kept(state);
        InitialSeed = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _isFresh = isFresh;
        _twister = MersenneTwister.FromState(words, isFresh ? MersenneTwister.Size : (int)used);
        _kept = kept;
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

    /// <summary>
    /// <c>random_(from, to)</c>, <c>randint(from, to)</c>: integers from <paramref name="from"/> to below <paramref name="to"/>, by a
    /// remainder, which favours the low numbers of wide ranges a little.
    /// </summary>
    /// <param name="destination">Where the values go.</param>
    /// <param name="from">The lowest value.</param>
    /// <param name="to">One above the highest value.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is not below <paramref name="to"/>.</exception>
    public void Random(Span<long> destination, long from, long to)
    {
        Guard.Ordered(from, to);
        ulong width = (ulong)to - (ulong)from;
        foreach (ref long value in destination) value = (long)((ulong)from + (width >= 1 << 28 ? Next64() : Next32()) % width);
    }

    /// <summary><c>randperm(n)</c>: a random permutation of the numbers from 0 to n - 1.</summary>
    /// <param name="count">n, at least 0 and below 214,748,364, from which PyTorch uses a different permutation algorithm.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside this range.</exception>
    public long[] RandPerm(int count)
    {
        Guard.NotNegative(count);
        Guard.Below(count, PermutationLimit, limitName: "the limit of PyTorch's other way");
        long[] order = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        for (int i = 0; i + 1 < count; i++)
        {
            int other = i + (int)(Next32() % (uint)(count - i));
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    /// <summary>The generator's words.</summary>
    /// <param name="destination">Where they go.</param>
    public void NextBits(Span<uint> destination)
    {
        if (destination.IsEmpty) return;
        _isFresh = false;
        _twister.Fill(destination);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>uniform_(low, high)</c>, for any <paramref name="low"/> that is not above <paramref name="high"/>. In
    /// <see cref="PyTorchVersion.V211"/> a value may round to <paramref name="high"/>.
    /// </remarks>
    public void NextUniform(Span<float> destination, double low, double high)
    {
        TypeRange<float, Float32>.Interval(low, high, nameof(low), nameof(high));
        PyTorchSampling<float, Float32>.Uniform(this, destination, low, high);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>normal_(mean, standardDeviation)</c> of the whole tensor. No normal is more than 8.6 deviations from the mean.
    /// </remarks>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.NotNegative(standardDeviation);
        Guard.Reach(mean, standardDeviation, FarthestNormal);
        PyTorchSampling<float, Float32>.Normal(this, destination, mean, standardDeviation, contiguous: true);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// <c>trunc_normal_</c> of the whole tensor; PyTorch's bounds are absolute, the ones here are in deviations from the mean. An infinite
    /// bound becomes one that is 9 deviations beyond the other bound or the mean, whichever is farther: no normal reaches it, and it cuts
    /// less than 1e-17 off a tail that is drawn from uniforms. In <see cref="PyTorchVersion.V211"/>, bounds with fewer than 32 floats
    /// between their error functions are refused, such as 4.8 and infinity, of which PyTorch drew few different values; and a rare value
    /// lies at the bound that stands for an infinite one.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A parameter is outside what it accepts, no float lies between the bounds, so few draws lie between them that more than 100,000
    /// rounds are expected, or the arithmetic of the version does not resolve them.
    /// </exception>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper)
    {
        const double Unreached = 9;
        TruncatedNormalMaps.Check(mean, standardDeviation, lower, upper);
        double least = lower * standardDeviation, most = upper * standardDeviation;
        double a = mean + (double.IsInfinity(least) ? (Math.Min(upper, 0) - Unreached) * standardDeviation : least);
        double b = mean + (double.IsInfinity(most) ? (Math.Max(lower, 0) + Unreached) * standardDeviation : most);
        if (Version == PyTorchVersion.V211)
        {
            TruncNormalInverseErf.CheckResolution(mean, standardDeviation, a, b, lower, upper);
            TruncNormalInverseErf.Check<float, Float32>(a, b, nameof(lower));
            TruncNormalInverseErf.Fill<float, Float32>(this, destination, mean, standardDeviation, a, b);
            return;
        }
        PyTorchSampling<float, Float32>.CheckTruncNormal(destination.Length, mean, standardDeviation, a, b, isRedrawContiguous: true,
            nameof(lower));
        PyTorchSampling<float, Float32>.TruncNormal(this, destination, mean, standardDeviation, a, b, contiguous: true,
            isRedrawContiguous: true);
    }

    /// <summary>
    /// Skips the given number of words. A Mersenne Twister cannot jump: it advances block by block, which takes about a second for 10^9
    /// words.
    /// </summary>
    /// <param name="count">The number of words, from 0 to 2^32.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is outside what it accepts.</exception>
    public void Skip(long count)
    {
        if (MersenneTwister.Steps(count) == 0) return;
        _isFresh = false;
        _twister.Skip((ulong)count);
    }

    /// <summary>A multiple of 2^-53 in [0, 1), from two words.</summary>
    internal double Next53() => (Next64() & 0x1FFFFFFFFFFFFF) * (1.0 / 9007199254740992);

    /// <summary>The next multiples of 2^-53.</summary>
    internal void Next53(Span<double> destination)
    {
        NextBits(MemoryMarshal.Cast<double, uint>(destination));
        VectorMap.Apply(destination, new WordPairsToUnit());
    }

    /// <summary>The kept normal, or the first of a new pair, whose second is then kept.</summary>
    internal double NextOfPair()
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }
        double first = Next53();
        (double sine, double cosine) = GnuBoxMuller.FromLogarithm(GnuLog1P.Invoke(-Next53()), first);
        _kept = sine;
        return cosine;
    }

    /// <summary>The kept normal of a state, or null.</summary>
    private static double? Kept(ReadOnlySpan<byte> state)
    {
        int flag = BinaryPrimitives.ReadInt32LittleEndian(state[5040..]);
        double kept = BinaryPrimitives.ReadDoubleLittleEndian(state[5024..]);
        if (flag is not (0 or 1) || (flag == 1 && !double.IsFinite(kept)))
            throw new ArgumentException(
                Invariant($"state must have a flag of 0, or of 1 with a finite cached normal, but had {flag} with {kept}."),
                nameof(state));
        if (state[5052] != 0)
            throw new ArgumentException(
                "state must not contain a cached float32 normal, which no kernel of PyTorch draws, but contained one.", nameof(state));
        return flag == 1 ? kept : null;
    }

    private uint Next32()
    {
        _isFresh = false;
        return _twister.Next();
    }

    private ulong Next64() => ((ulong)Next32() << 32) | Next32();
}

/// <summary>
/// The capability of the CPU for which PyTorch chooses its kernels, as <c>torch.backends.cpu.get_cpu_capability()</c> reports it. The
/// kernels draw from the same words and differ in some roundings, by an ulp.
/// </summary>
public enum PyTorchCpuCapability
{
    /// <summary>x86-64 with AVX2 or AVX-512, as nearly every Linux machine.</summary>
    Avx2,

    /// <summary>x86-64 without AVX2, or with <c>ATEN_CPU_CAPABILITY=default</c>.</summary>
    Default,
}
