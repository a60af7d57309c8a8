using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>A source that draws from any <see cref="System.Random"/>, including the generators of MathNet.Numerics.</summary>
/// <example>
/// <code>
/// float[] weights = Init.HeNormal().Initialize([256, 784], new DotNetRandom(new Random(42)));
/// </code>
/// </example>
/// <remarks>
/// <para>A word is the next four bytes of <see cref="System.Random.NextBytes(Span{byte})"/>, the lowest first. For classes derived from
/// <see cref="System.Random"/>, such as MathNet's, .NET takes each byte from <see cref="System.Random.Next()"/>.</para>
/// <para>Values are as reproducible as the wrapped generator: <c>new Random(seed)</c> gives the same values in each run, but Microsoft
/// reserves the right to change them between versions of .NET; without a seed they differ each time. For values that never change, use
/// <see cref="PhiloxRandom"/>.</para>
/// <para>Thread-safe if the wrapped generator is: <c>Random.Shared</c> is, <c>new Random(seed)</c> is not.</para>
/// </remarks>
/// <param name="random">The generator to draw from.</param>
/// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
public sealed class DotNetRandom(Random random) : ILimitedSource
{
    private readonly Random _random = random ?? throw new ArgumentNullException(nameof(random));
    private long _position;

    /// <summary>
    /// The number of words drawn or skipped so far. A new generator of the same seed resumes here after <c>Skip(position)</c>.
    /// </summary>
    public long Position => Volatile.Read(ref _position);

    /// <inheritdoc/>
    public void NextBits(Span<uint> destination)
    {
        _random.NextBytes(MemoryMarshal.AsBytes(destination));
        Interlocked.Add(ref _position, destination.Length);
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(destination, destination);
    }

    void ILimitedSource.CheckAvailable(long start, int length) => Guard.SkipCount(start, length);
}
