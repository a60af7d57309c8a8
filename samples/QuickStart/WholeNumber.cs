using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace QuickStart;

/// <summary>Options that are whole numbers.</summary>
public static class WholeNumber
{
    /// <summary>An option whose value is at least a minimum; other texts are refused in words.</summary>
    public static Option<T> Option<T>(string name, string description, T byDefault, T minimum)
        where T : IBinaryInteger<T>, IMinMaxValue<T> => new(name)
        {
            Description = description,
            HelpName = "number",
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out T? number) && number >= minimum) return number;
                result.AddError($"{name} must be a whole number from {minimum} to {T.MaxValue}, but was {text}.");
                return default;
            },
        };
}
