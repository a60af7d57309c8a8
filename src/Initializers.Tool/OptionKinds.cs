using System.CommandLine;
using System.Globalization;
using System.Numerics;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Kinds of options.</summary>
internal static class OptionKinds
{
    /// <summary>A whole number within bounds; null if it is left out.</summary>
    public static Option<T?> WholeNumber<T>(string name, string description, T minimum, T maximum)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out T number) && number >= minimum && number <= maximum) return number;
                result.AddError(Invariant($"{name} must be a whole number from {minimum} to {maximum}, but was {Excerpt.Of(text)}."));
                return null;
            },
        };

    /// <summary>The seed that a call without one has.</summary>
    public const ulong DefaultSeed = 42;

    /// <summary>A seed.</summary>
    public static Option<ulong?> Seed() =>
        WholeNumber("--seed", Invariant($"The seed. Defaults to {DefaultSeed}."), ulong.MinValue, ulong.MaxValue);

    /// <summary>A number of bytes, with a decimal unit or without; null if it is left out.</summary>
    public static Option<long?> Bytes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "bytes",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            string digits = text.TrimEnd('B', 'b');
            int unit = digits.Length == 0 ? -1 : "KMGT".IndexOf(char.ToUpperInvariant(digits[^1]), StringComparison.Ordinal);
            if (unit >= 0) digits = digits[..^1];
            bool isNumber = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
            for (int i = 0; i <= unit && number <= long.MaxValue; i++) number *= 1000;
            if (isNumber && number is >= 1 and <= long.MaxValue) return (long)number;
            result.AddError($"{name} must be a number of bytes, such as 500MB or 5GB, but was {Excerpt.Of(text)}.");
            return null;
        },
    };

    /// <summary>A file; null if it is left out.</summary>
    public static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "file" };
}
