using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Initializers.Checkpoints;

/// <summary>Reads the numbers of tensors as floats, whatever type they have.</summary>
internal static class TensorNumbers
{
    private static readonly Dictionary<TensorDataType, float[]> OfBytes = new TensorDataType[]
    {
        TensorDataType.F8E4M3, TensorDataType.F8E5M2, TensorDataType.F8E8M0, TensorDataType.F8E4M3Fnuz, TensorDataType.F8E5M2Fnuz,
    }.ToDictionary(type => type, type => Enumerable.Range(0, 256).Select(bits => Float8Format.Widen((byte)bits, type)).ToArray());

    private delegate float Number(ReadOnlySpan<byte> bytes);

    /// <summary>Whether the numbers of a type can be read: it is not complex, and has at least 8 bits.</summary>
    public static bool AreRead(TensorDataType type) => TensorDataTypes.BitsOf(type) >= 8 && type != TensorDataType.C64;

    /// <summary>Reads numbers.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="start">The index of the first.</param>
    /// <param name="floats">Where they go; they are all in the tensor.</param>
    /// <exception cref="NotSupportedException">The type is complex or has fewer than 8 bits.</exception>
    public static void Read(SafetensorsFile file, SafetensorsEntry tensor, long start, Span<float> floats)
    {
        Number number = Of(tensor);
        int size = TensorDataTypes.BytesOf(tensor.Type);
        for (int done = 0, count; done < floats.Length; done += count)
        {
            count = Math.Min(int.MaxValue / size, floats.Length - done);
            ReadOnlySpan<byte> bytes = file.Slice(tensor.Name, (start + done) * size, count * size);
            Span<float> part = floats.Slice(done, count);
            if (BitConverter.IsLittleEndian && ReadVectors(tensor.Type, bytes, part)) continue;
            for (int i = 0; i < count; i++) part[i] = number(bytes.Slice(i * size, size));
        }
    }

    /// <summary>Reads the types of weights with vectors; other types are left alone.</summary>
    private static bool ReadVectors(TensorDataType type, ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        switch (type)
        {
            case TensorDataType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(floats));
                return true;
            case TensorDataType.F64:
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, double>(bytes), floats);
                return true;
            case TensorDataType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), floats);
                return true;
            case TensorDataType.BF16:
                Span<uint> bits = MemoryMarshal.Cast<float, uint>(floats);
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(bytes), bits);
                TensorPrimitives.ShiftLeft(bits, 16, bits);
                return true;
            default:
                return false;
        }
    }

    private static Number Of(SafetensorsEntry tensor) => tensor.Type switch
    {
        TensorDataType.F64 => static bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorDataType.F32 => BinaryPrimitives.ReadSingleLittleEndian,
        TensorDataType.F16 => static bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        TensorDataType.BF16 => static bytes => BFloat16Bits.Widen(BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        TensorDataType.U64 => static bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        TensorDataType.I64 => static bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        TensorDataType.U32 => static bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        TensorDataType.I32 => static bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TensorDataType.U16 => static bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        TensorDataType.I16 => static bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TensorDataType.U8 or TensorDataType.Bool => static bytes => bytes[0],
        TensorDataType.I8 => static bytes => (sbyte)bytes[0],
        var type when OfBytes.TryGetValue(type, out float[]? table) => bytes => table[bytes[0]],
        _ => throw new NotSupportedException($"{tensor} has no numbers that fit a float."),
    };
}
