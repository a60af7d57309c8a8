using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra;

namespace Initializers.Tests.Orthogonal;

/// <summary>Properties of orthogonal matrices, of floats and of doubles.</summary>
internal static class OrthogonalMatrices
{
    /// <summary>The greatest difference of the inner products of the fewer, rows or columns, from 0 and 1.</summary>
    public static double ErrorOf<T>(T[] weights, int outputs, int inputs, Func<int, int, int>? index = null) where T : INumber<T>
    {
        index ??= (output, input) => output * inputs + input;
        Matrix<double> q = Matrix<double>.Build.Dense(
            outputs, inputs, (output, input) => double.CreateChecked(weights[index(output, input)]));
        Matrix<double> products = outputs >= inputs ? q.TransposeThisAndMultiply(q) : q.TransposeAndMultiply(q);
        return (products - Matrix<double>.Build.DenseIdentity(products.RowCount)).Enumerate().Max(Math.Abs);
    }

    /// <summary>The bits in the form of an answer: the hexadecimal digits of each element, or the SHA-256 of many.</summary>
    public static string BitsOf<T>(T[] weights, string answer) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(weights.AsSpan());
        return answer.Length == 2 * bytes.Length
            ? string.Concat(weights.Select(weight => Convert.ToHexStringLower([.. MemoryMarshal.AsBytes([weight]).ToArray().Reverse()])))
            : Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The matrix of given normals, written by vectors of one width.</summary>
    public static unsafe TNumber[] Written<TLanes, TVector, TNumber>(int rows, int columns)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        var normals = new float[rows * columns];
        new GivenNormals().NextNormal(normals, 0, 1);
        var weights = new TNumber[rows * columns];
        long[] rowOffsets = [.. Enumerable.Range(0, rows).Select(row => (long)row * columns)];
        long[] columnOffsets = [.. Enumerable.Range(0, columns).Select(column => (long)column)];
        fixed (TNumber* pinned = weights)
        {
            var target = new MatrixTarget<TNumber>(pinned, rowOffsets, columnOffsets, TNumber.One);
            HaarMatrix.Write<TLanes, TVector, TNumber>(normals, rows, columns, target, threads: 2);
        }
        return weights;
    }
}
