using System.Globalization;
using System.Runtime.CompilerServices;

namespace Initializers.Tests.Cultures;

/// <summary>Cultures that write numbers unlike the invariant one, and the culture that the whole suite runs under.</summary>
/// <remarks>
/// <c>INITIALIZERS_CULTURE=fa-IR dotnet test -c Release</c> runs all tests under a culture: with
/// <c>DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0</c> and ICU on the machine under the real one, and else under one with its signs, by hand.
/// </remarks>
public static class Culture
{
    /// <summary>The signs of numbers, as ICU 72 has them.</summary>
    private static readonly Dictionary<string, NumberFormatInfo> Formats = new()
    {
        ["fa-IR"] = Format(decimals: "\u066b", groups: "\u066c", minus: "\u200e\u2212", plus: "\u200e+",
            notANumber: "\u0646\u0627\u0639\u062f\u062f", percent: "\u066a"),
        ["sv-SE"] = Format(decimals: ",", groups: "\u00a0", minus: "\u2212", plus: "+", notANumber: "NaN", percent: "%"),
        ["de-DE"] = Format(decimals: ",", groups: ".", minus: "-", plus: "+", notANumber: "NaN", percent: "%"),
    };

    public static TheoryData<string> Names => [.. Formats.Keys];

    /// <summary>The culture that the suite was asked to run under; null if there is none.</summary>
    public static string? OfTheRun => Environment.GetEnvironmentVariable("INITIALIZERS_CULTURE") is { Length: > 0 } name ? name : null;

    /// <summary>What a function returns under a culture.</summary>
    public static T Under<T>(string name, Func<T> function)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Get(name);
            return function();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The real culture, or one with its signs.</summary>
    public static CultureInfo Get(string name)
    {
        if (name.Length == 0) return CultureInfo.InvariantCulture;
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = Formats[name];
            return culture;
        }
    }

    [ModuleInitializer]
    internal static void SetThatOfTheRun()
    {
        if (OfTheRun is not { } name) return;
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Get(name);
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = Get(name);
    }

    private static NumberFormatInfo Format(
        string decimals, string groups, string minus, string plus, string notANumber, string percent) => new()
        {
            NumberDecimalSeparator = decimals,
            NumberGroupSeparator = groups,
            PercentDecimalSeparator = decimals,
            PercentGroupSeparator = groups,
            CurrencyDecimalSeparator = decimals,
            CurrencyGroupSeparator = groups,
            NegativeSign = minus,
            PositiveSign = plus,
            NaNSymbol = notANumber,
            PositiveInfinitySymbol = "\u221e",
            NegativeInfinitySymbol = minus + "\u221e",
            PercentSymbol = percent,
        };
}
