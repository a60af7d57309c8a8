using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers.Frameworks;

/// <summary>
/// The state of a <see cref="NumPyRandom"/> or a <see cref="NumPyLegacyRandom"/>, to be saved, as JSON or otherwise, and resumed by the
/// constructor that takes it.
/// </summary>
/// <remarks>
/// <para>
/// Its JSON is NumPy's own dictionary, as Python's <c>json.dumps(rng.bit_generator.state, default=lambda array: array.tolist())</c> writes
/// it, and as <c>rng.bit_generator.state = json.loads(text)</c> or <c>numpy.random.set_state</c> takes it.
/// </para>
/// <para>Thread-safe: an immutable value. Two states are equal if all of their numbers are.</para>
/// </remarks>
[JsonConverter(typeof(NumPyStateConverter))]
public sealed record NumPyState
{
    /// <summary>A state.</summary>
    /// <param name="bitGenerator">The bit generator.</param>
    /// <param name="words">
    /// The words. PCG64 and PCG64DXSM: <c>state</c> and <c>inc</c>, each as the high 64 bits and the low ones. Philox: four of
    /// <c>counter</c>, two of <c>key</c>, four of <c>buffer</c>. SFC64: four of <c>state</c>. MT19937: 624 of <c>key</c>.
    /// </param>
    /// <param name="position">
    /// The number of used words of the current block: <c>buffer_pos</c> of Philox, <c>pos</c> of MT19937, 0 for the others.
    /// </param>
    /// <param name="keptHalf">
    /// The half of a word that is kept for the next 32 bits, <c>uinteger</c>; null where <c>has_uint32</c> is 0.
    /// </param>
    /// <param name="keptNormal">
    /// The normal that a RandomState keeps for the next call, <c>gauss</c>; null where <c>has_gauss</c> is 0.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> is null.</exception>
    /// <exception cref="ArgumentException">The numbers are not a state of the bit generator.</exception>
    public NumPyState(NumPyBitGenerator bitGenerator, IReadOnlyList<ulong> words, int position = 0, uint? keptHalf = null,
        double? keptNormal = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        ulong[] copy = [.. words];
        bool isTwister = Guard.Defined(bitGenerator) == NumPyBitGenerator.MT19937;
        if (isTwister) CheckTwister(copy, position);
        else CheckWords(bitGenerator, copy, position);
        if (isTwister && keptHalf is not null)
            throw new ArgumentException(
                Invariant($"keptHalf must be null for MT19937, whose words have 32 bits, but was {keptHalf}."), nameof(keptHalf));
        if (keptNormal is { } normal && !(isTwister && double.IsFinite(normal)))
            throw new ArgumentOutOfRangeException(nameof(keptNormal), normal,
                Invariant($"keptNormal must be null, or a finite number for MT19937, but was {normal} for {bitGenerator}."));
        (BitGenerator, Words, Position, KeptHalf, KeptNormal) = (bitGenerator, copy, position, keptHalf, keptNormal);
    }

    /// <summary>The bit generator.</summary>
    public NumPyBitGenerator BitGenerator { get; }

    /// <summary>The words, as the constructor takes them.</summary>
    public IReadOnlyList<ulong> Words { get; }

    /// <summary>The number of used words of the current block; 0 for generators without blocks.</summary>
    public int Position { get; }

    /// <summary>The half of a word that is kept for the next 32 bits, or null.</summary>
    public uint? KeptHalf { get; }

    /// <summary>The normal that a RandomState keeps for the next call, or null.</summary>
    public double? KeptNormal { get; }

    /// <summary>Two states are equal if all of their numbers are.</summary>
    /// <param name="other">The other state.</param>
    public bool Equals(NumPyState? other) =>
        other is not null && BitGenerator == other.BitGenerator && Position == other.Position && KeptHalf == other.KeptHalf
            && KeptNormal.Equals(other.KeptNormal)
        && Words.SequenceEqual(other.Words);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BitGenerator, Position, KeptHalf, KeptNormal, Words[0], Words[^1]);

    /// <summary>The state without its words, in the invariant culture.</summary>
    public override string ToString() =>
        Invariant($"NumPyState {{ BitGenerator = {BitGenerator}, Position = {Position}, Kept = {KeptHalf ?? KeptNormal} }}");

    private static void CheckTwister(ulong[] words, int position)
    {
        foreach (ulong word in words)
        {
            if (word > uint.MaxValue)
                throw new ArgumentException(Invariant($"words must have 32 bits each for MT19937, but had {word}."), nameof(words));
        }
        MersenneTwister.CheckState([.. words.Select(word => (uint)word)], position, nameof(words));
    }

    private static void CheckWords(NumPyBitGenerator bitGenerator, ulong[] words, int position)
    {
        const int OfPhilox = 10, OfOthers = 4;
        bool isPhilox = bitGenerator == NumPyBitGenerator.Philox;
        int count = isPhilox ? OfPhilox : OfOthers, last = isPhilox ? OfOthers : 0;
        if (words.Length != count)
            throw new ArgumentException(
                Invariant($"words must have {count} elements for {bitGenerator}, but had {words.Length}."), nameof(words));
        if (position < 0 || position > last)
            throw new ArgumentOutOfRangeException(nameof(position), position,
                Invariant($"position must be from 0 to {last} for {bitGenerator}, but was {position}."));
        if (bitGenerator is NumPyBitGenerator.Pcg64 or NumPyBitGenerator.Pcg64Dxsm && words[^1] % 2 == 0)
            throw new ArgumentException(
                Invariant($"words must end with an odd increment for {bitGenerator}, but ended with {words[^1]}."), nameof(words));
    }
}
