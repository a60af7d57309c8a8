using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Initializers.Kernels;

namespace Initializers;

/// <summary>Any <see cref="System.Random"/> as a source, every generator of MathNet.Numerics included.</summary>
/// <remarks>
/// <para>A word is the next four bytes of <see cref="System.Random.NextBytes(Span{byte})"/>, the first the lowest. For a class derived from
/// <see cref="System.Random"/>, as MathNet's are, .NET takes each byte from <see cref="System.Random.Next()"/>.</para>
/// <para>Values are as reproducible as the wrapped generator: <c>new Random(seed)</c> gives the same ones from run to run, and Microsoft reserves
/// the right to change them between versions of .NET; without a seed they differ each time. <see cref="PhiloxRandom"/> makes promises.</para>
/// <para>Thread-safe if the wrapped generator is: <c>Random.Shared</c> is, <c>new Random(seed)</c> is not.</para>
/// </remarks>
/// <param name="random">The generator to draw from.</param>
/// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
public sealed class DotNetRandom(Random random) : IRandomSource
{
    private readonly Random _random = random ?? throw new ArgumentNullException(nameof(random));

    /// <inheritdoc/>
    public bool IsElementwise => true;

    private SourceSampler Sampler => new(this);

    /// <inheritdoc/>
    public void NextBits(Span<uint> destination)
    {
        _random.NextBytes(MemoryMarshal.AsBytes(destination));
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(destination, destination);
    }

    /// <inheritdoc/>
    public void NextUniform(Span<float> destination, double low, double high) => Sampler.Fill(destination, new UniformMap(low, high));

    /// <inheritdoc/>
    public void NextNormal(Span<float> destination, double mean, double standardDeviation) => Sampler.Fill(destination, new NormalMap(mean, standardDeviation));

    /// <inheritdoc/>
    public void NextTruncatedNormal(Span<float> destination, double mean, double standardDeviation, double lower, double upper) =>
        new TruncatedNormal(mean, standardDeviation, lower, upper).Fill(Sampler, destination);

    /// <summary>Moves on by so many words, which are drawn and discarded.</summary>
    /// <param name="count">How many words, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public void Skip(long count) => Sampler.Skip(count);
}
