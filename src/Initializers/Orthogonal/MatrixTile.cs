using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>The inner loop of all matrix products: C + A B for a tile of C that stays in registers.</summary>
/// <remarks>
/// Twelve accumulators keep two units with a latency of four cycles busy, and fit sixteen registers together with two vectors of B and one
/// of A. Each element of C is one chain of fused multiply-adds in the order of the depth, whatever the width, so that all widths give the
/// same bits.
/// </remarks>
internal static class MatrixTile
{
    /// <summary>The number of rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>The number of columns of a tile, and of a panel: two vectors.</summary>
    public static int Width<TLanes, TVector, TNumber>()
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged => 2 * TLanes.Count;

    /// <summary>Adds a product to a tile.</summary>
    /// <param name="a">The first element of A.</param>
    /// <param name="aRow">The stride between rows of A.</param>
    /// <param name="aColumn">The stride between columns of A.</param>
    /// <param name="b">The first element of B, whose rows are as wide as the tile.</param>
    /// <param name="c">The first element of C, whose rows are as wide as the tile.</param>
    /// <param name="depth">The number of columns of A, and of rows of B.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProduct<TLanes, TVector, TNumber>(
        ref TNumber a, nint aRow, nint aColumn, ref TNumber b, ref TNumber c, nint depth)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged
    {
        nint width = Width<TLanes, TVector, TNumber>();
        nint row2 = 2 * aRow, row3 = 3 * aRow, row4 = 4 * aRow, row5 = 5 * aRow;
        TVector c00 = Load<TLanes, TVector, TNumber>(ref c, 0), c01 = Load<TLanes, TVector, TNumber>(ref c, TLanes.Count);
        TVector c10 = Load<TLanes, TVector, TNumber>(ref c, width), c11 = Load<TLanes, TVector, TNumber>(ref c, width + TLanes.Count);
        TVector c20 = Load<TLanes, TVector, TNumber>(ref c, 2 * width),
            c21 = Load<TLanes, TVector, TNumber>(ref c, 2 * width + TLanes.Count);
        TVector c30 = Load<TLanes, TVector, TNumber>(ref c, 3 * width),
            c31 = Load<TLanes, TVector, TNumber>(ref c, 3 * width + TLanes.Count);
        TVector c40 = Load<TLanes, TVector, TNumber>(ref c, 4 * width),
            c41 = Load<TLanes, TVector, TNumber>(ref c, 4 * width + TLanes.Count);
        TVector c50 = Load<TLanes, TVector, TNumber>(ref c, 5 * width),
            c51 = Load<TLanes, TVector, TNumber>(ref c, 5 * width + TLanes.Count);
        for (; depth > 0; depth--)
        {
            TVector b0 = Load<TLanes, TVector, TNumber>(ref b, 0), b1 = Load<TLanes, TVector, TNumber>(ref b, TLanes.Count);
            TVector factor = TLanes.Broadcast(a);
            c00 = TLanes.MultiplyAdd(factor, b0, c00);
            c01 = TLanes.MultiplyAdd(factor, b1, c01);
            factor = TLanes.Broadcast(Unsafe.Add(ref a, aRow));
            c10 = TLanes.MultiplyAdd(factor, b0, c10);
            c11 = TLanes.MultiplyAdd(factor, b1, c11);
            factor = TLanes.Broadcast(Unsafe.Add(ref a, row2));
            c20 = TLanes.MultiplyAdd(factor, b0, c20);
            c21 = TLanes.MultiplyAdd(factor, b1, c21);
            factor = TLanes.Broadcast(Unsafe.Add(ref a, row3));
            c30 = TLanes.MultiplyAdd(factor, b0, c30);
            c31 = TLanes.MultiplyAdd(factor, b1, c31);
            factor = TLanes.Broadcast(Unsafe.Add(ref a, row4));
            c40 = TLanes.MultiplyAdd(factor, b0, c40);
            c41 = TLanes.MultiplyAdd(factor, b1, c41);
            factor = TLanes.Broadcast(Unsafe.Add(ref a, row5));
            c50 = TLanes.MultiplyAdd(factor, b0, c50);
            c51 = TLanes.MultiplyAdd(factor, b1, c51);
            a = ref Unsafe.Add(ref a, aColumn);
            b = ref Unsafe.Add(ref b, width);
        }
        Store<TLanes, TVector, TNumber>(ref c, 0, c00, c01);
        Store<TLanes, TVector, TNumber>(ref c, width, c10, c11);
        Store<TLanes, TVector, TNumber>(ref c, 2 * width, c20, c21);
        Store<TLanes, TVector, TNumber>(ref c, 3 * width, c30, c31);
        Store<TLanes, TVector, TNumber>(ref c, 4 * width, c40, c41);
        Store<TLanes, TVector, TNumber>(ref c, 5 * width, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load<TLanes, TVector, TNumber>(ref TNumber first, nint offset)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged => TLanes.Load(in Unsafe.Add(ref first, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TVector, TNumber>(ref TNumber first, nint offset, TVector left, TVector right)
        where TLanes : struct, INumberLanes<TVector, TNumber>
        where TVector : unmanaged
        where TNumber : unmanaged
    {
        TLanes.Store(left, ref Unsafe.Add(ref first, offset));
        TLanes.Store(right, ref Unsafe.Add(ref first, offset + TLanes.Count));
    }
}
