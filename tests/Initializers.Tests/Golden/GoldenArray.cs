using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Initializers.Tests.Golden;

/// <summary>Drawn values as bits, for comparison with a step's.</summary>
public sealed class GoldenArray
{
    private readonly byte[] _littleEndian;
    private readonly int _size;

    private GoldenArray(byte[] littleEndian, int size) => (_littleEndian, _size) = (littleEndian, size);

    public int Count => _littleEndian.Length / _size;

    /// <summary>Wraps values of any number type; ushort also holds bfloat16.</summary>
    public static GoldenArray Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        int size = Marshal.SizeOf<T>();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += size) bytes.AsSpan(i, size).Reverse();
        }
        return new(bytes, size);
    }

    /// <summary>Returns how the values differ from a step's (null if they do not), and how many are equal.</summary>
    public (string? Difference, int Equal) Compare(JsonElement step)
    {
        int expected = step.Count();
        if (Count != expected) return ($"{Count} values were drawn, but the file has {expected}", 0);
        JsonElement values = step.GetProperty("values");
        if (step.TryGetProperty("tolerance", out JsonElement tolerance))
            return Near(values.GetProperty("bits").GetString()!, step.Type(), tolerance.GetDouble());
        if (values.TryGetProperty("bits", out JsonElement whole)) return Same("bits", Hexadecimal(0, Count), whole.GetString()!);
        (string? difference, _) = Same("first", Hexadecimal(0, 16), values.GetProperty("first").GetString()!);
        difference ??= Same("last", Hexadecimal(Count - 16, 16), values.GetProperty("last").GetString()!).Difference;
        difference ??= Same("sha256", Convert.ToHexStringLower(SHA256.HashData(_littleEndian)),
            values.GetProperty("sha256").GetString()!).Difference;
        return (difference, difference is null ? Count : 0);
    }

    private (string? Difference, int Equal) Same(string what, string drawn, string golden)
    {
        int digits = 2 * _size, equal = Enumerable.Range(0, drawn.Length / digits).Count(i =>
            golden.Length >= (i + 1) * digits && drawn.AsSpan(i * digits, digits).SequenceEqual(golden.AsSpan(i * digits, digits)));
        return (drawn == golden ? null : $"{what} is {drawn}, golden is {golden}", equal);
    }

    /// <summary>Compares with an absolute tolerance; equal bits always pass, NaN included.</summary>
    private (string? Difference, int Equal) Near(string golden, string type, double tolerance)
    {
        int digits = 2 * _size, equal = 0;
        for (int i = 0; i < Count; i++)
        {
            ulong expected = ulong.Parse(golden.AsSpan(i * digits, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                drawn = Bits(i);
            if (drawn == expected) equal++;
            else if (!(Math.Abs(Value(drawn, type) - Value(expected, type)) <= tolerance))
                return (FormattableString.Invariant(
                    $"value {i} is {Value(drawn, type):R}, golden is {Value(expected, type):R}, the tolerance is {tolerance}"), equal);
        }
        return (golden.Length == digits * Count ? null : $"golden has {golden.Length} digits", equal);
    }

    private static double Value(ulong bits, string type) => type switch
    {
        "float16" => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
        "bfloat16" => BitConverter.UInt32BitsToSingle((uint)bits << 16),
        "float32" => BitConverter.UInt32BitsToSingle((uint)bits),
        "float64" => BitConverter.UInt64BitsToDouble(bits),
        _ => throw new InvalidDataException($"{type} has no tolerance."),
    };

    private ulong Bits(int i)
    {
        ReadOnlySpan<byte> value = _littleEndian.AsSpan(i * _size, _size);
        return _size switch
        {
            1 => value[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(value),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(value),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(value),
        };
    }

    private string Hexadecimal(int start, int count) =>
        string.Concat(Enumerable.Range(start, count).Select(i => Bits(i).ToString($"x{2 * _size}", CultureInfo.InvariantCulture)));
}
