using System.Buffers.Binary;
using System.Text;
using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>The header of a <c>.npy</c> file, byte by byte as <c>numpy.save</c> writes it: version 1.0.</summary>
/// <remarks><see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>.</remarks>
internal static class NpyHeader
{
    /// <summary>What the length of the header is a multiple of, so that the data can be mapped.</summary>
    private const int Alignment = 64;

    /// <summary>The digits that NumPy leaves room for in the first dimension, so that a file can grow in place.</summary>
    private const int FirstDimensionDigits = 21;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Whether NumPy has a number type.</summary>
    public static bool Has(TensorDataType type) => type is TensorDataType.F32 or TensorDataType.F64 or TensorDataType.F16;

    /// <summary>The header of an array in row-major order.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">A number type that NumPy has.</param>
    public static byte[] Write(in TensorShape shape, TensorDataType type)
    {
        string numbers = string.Join(", ", shape.ToArray().Select(dimension => Invariant($"{dimension}")));
        if (shape.Rank == 1) numbers += ","; // a tuple of one
        char order = BitConverter.IsLittleEndian ? '<' : '>'; // the numbers are written as this machine has them
        string text = Invariant($"{{'descr': '{order}f{TensorDataTypes.BytesOf(type)}', 'fortran_order': False, 'shape': ({numbers}), }}");
        if (shape.Rank > 0) text = text.PadRight(text.Length + FirstDimensionDigits - Invariant($"{shape[0]}").Length);
        int before = Magic.Length + sizeof(ushort), length = before + text.Length + 1;
        length += Alignment - length % Alignment; // NumPy pads a header that is aligned by as much again
        byte[] header = new byte[length];
        Array.Fill(header, (byte)' ');
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(Magic.Length), (ushort)(length - before));
        Encoding.ASCII.GetBytes(text, header.AsSpan(before));
        header[^1] = (byte)'\n';
        return header;
    }
}
