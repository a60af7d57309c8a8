using System.Globalization;
using static System.FormattableString;

namespace Initializers.Tool;

/// <summary>Sizes for people, in decimal units: <c>512 bytes</c>, <c>47 MB</c>, <c>13.5 GB</c>.</summary>
internal static class ByteText
{
    private static readonly (double Size, string Name, string Format)[] Units =
        [(1e12, "TB", "N1"), (1e9, "GB", "N1"), (1e6, "MB", "N0"), (1e3, "KB", "N0")];

    /// <summary>A size in the unit that suits it.</summary>
    public static string Of(double bytes)
    {
        foreach ((double size, string name, string format) in Units)
        {
            if (bytes >= size) return $"{(bytes / size).ToString(format, CultureInfo.InvariantCulture)} {name}";
        }
        return Invariant($"{bytes:N0} byte{(bytes == 1 ? "" : "s")}");
    }
}
