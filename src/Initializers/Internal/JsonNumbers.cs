using System.Globalization;
using System.Text.Json;

namespace Initializers;

/// <summary>Doubles in JSON, which has no NaN and no infinities.</summary>
internal static class JsonNumbers
{
    /// <summary>
    /// Writes a number, or <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>, which
    /// <c>JsonNumberHandling.AllowNamedFloatingPointLiterals</c> reads.
    /// </summary>
    public static void WriteNumberOrName(this Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }
}
