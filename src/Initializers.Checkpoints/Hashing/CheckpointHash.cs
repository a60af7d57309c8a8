using System.Globalization;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>
/// The hash of a checkpoint, or of a part of it: the sum, modulo 2^256, of a hash for each piece of 1 MiB of each tensor. So the hashes of
/// parts add up to that of the model, whichever parts they are.
/// </summary>
/// <example>
/// <code>
/// var plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } };
/// ResolvedPlan resolved = plan.Resolve([("wte.weight", [100, 16]), ("wpe.weight", [8, 16])]);
/// SavedCheckpoint one = resolved.Save("one", new PhiloxRandom(42));
/// SavedCheckpoint shards = resolved.Save("shards", new PhiloxRandom(42), new() { ShardBytes = 1000 });
/// Console.WriteLine(one.Hash == shards.Hash); // True
/// </code>
/// </example>
/// <remarks>
/// <para>
/// It depends on the names, types, shapes and bytes of tensors, and not on the order, files or metadata they are in. The definition:
/// docs/checkpoint-hash-v1.md. It finds accidents: whoever wants two checkpoints to have the same hash can construct them.
/// </para>
/// <para>
/// Clarke, Devadas, van Dijk, Gassend and Suh (2003), "Incremental Multiset Hash Functions and Their Application to Memory Integrity
/// Checking", section 5, <see href="https://doi.org/10.1007/978-3-540-40061-5_12"/>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public readonly record struct CheckpointHash
{
    /// <summary>The digits of a hash as text.</summary>
    internal const int Digits = 2 * HalfDigits;

    private const int HalfDigits = 32;

    private readonly UInt128 _high, _low;

    internal CheckpointHash(UInt128 high, UInt128 low) => (_high, _low) = (high, low);

    /// <summary>The hash of two parts that have no piece in common.</summary>
    public static CheckpointHash operator +(CheckpointHash one, CheckpointHash other)
    {
        UInt128 low = one._low + other._low;
        UInt128 carry = low < one._low ? 1u : 0u;
        return new(one._high + other._high + carry, low);
    }

    /// <summary>The hash of two parts that have no piece in common.</summary>
    public static CheckpointHash Add(CheckpointHash one, CheckpointHash other) => one + other;

    /// <summary>Reads the 64 hexadecimal digits of <see cref="ToString"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static CheckpointHash Parse(string text) => TryParse(Guard.NotNull(text), out CheckpointHash hash) ? hash
        : throw new FormatException(Invariant($"A hash must have {Digits} hexadecimal digits, but was {Excerpt.Of(text)}."));

    /// <summary>Reads the 64 hexadecimal digits of <see cref="ToString"/>, or returns false.</summary>
    public static bool TryParse(string? text, out CheckpointHash hash)
    {
        UInt128 high = 0, low = 0;
        bool isHash = text is { Length: Digits } && ParseHalf(text.AsSpan(0, HalfDigits), out high)
            && ParseHalf(text.AsSpan(HalfDigits), out low);
        hash = isHash ? new(high, low) : default;
        return isHash;
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => Invariant($"{_high:x32}{_low:x32}");

    private static bool ParseHalf(ReadOnlySpan<char> digits, out UInt128 half) =>
        UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);
}
