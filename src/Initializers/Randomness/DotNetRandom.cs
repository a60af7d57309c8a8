using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>Any <see cref="System.Random"/> as a source, every generator of MathNet.Numerics included.</summary>
/// <remarks>
/// <para>A word is the next four bytes of <see cref="System.Random.NextBytes(Span{byte})"/>, the first the lowest. For a class derived from
/// <see cref="System.Random"/>, as MathNet's are, .NET takes each byte from <see cref="System.Random.Next()"/>.</para>
/// <para>Values are as reproducible as the wrapped generator: <c>new Random(seed)</c> gives the same ones from run to run, and Microsoft
/// reserves the right to change them between versions of .NET; without a seed they differ each time.
/// <see cref="PhiloxRandom"/> makes promises.</para>
/// <para>Thread-safe if the wrapped generator is: <c>Random.Shared</c> is, <c>new Random(seed)</c> is not.</para>
/// </remarks>
/// <param name="random">The generator to draw from.</param>
/// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
public sealed class DotNetRandom(Random random) : ILimitedSource
{
    private readonly Random _random = random ?? throw new ArgumentNullException(nameof(random));
    private long _position;

    /// <summary>
    /// The number of words drawn or skipped so far: a new generator of the same seed goes on from here after <c>Skip(position)</c>.
    /// </summary>
    public long Position => Volatile.Read(ref _position);

    /// <inheritdoc/>
    public void NextBits(Span<uint> destination)
    {
        _random.NextBytes(MemoryMarshal.AsBytes(destination));
        Interlocked.Add(ref _position, destination.Length);
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(destination, destination);
    }

    void ILimitedSource.Require(long skipped, int drawn) => Guard.Steps(skipped + drawn, "start");
}
