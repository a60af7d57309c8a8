using System.Numerics;

namespace Initializers;

/// <summary>
/// The columns of H_1 H_2 ... H_n [I; 0], a panel at a time: the blocks of reflectors are applied to columns of the identity, the last one
/// first. A panel depends on no other, and only on reflectors up to its own last column, before which its rows are zero.
/// </summary>
internal readonly struct OrthogonalColumns<TLanes, TVector, TNumber>(
    Reflectors<TNumber> reflectors, MatrixTarget<TNumber> target) : IWorkItems<TNumber>
    where TLanes : struct, INumberLanes<TVector, TNumber>
    where TVector : unmanaged
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    public int Count => (reflectors.Columns - 1) / Panel<TLanes, TVector, TNumber>.Width + 1;

    public int MemoryLength => Panel<TLanes, TVector, TNumber>.Length(reflectors.PaddedRows);

    public void Do(int item, Span<TNumber> memory)
    {
        // the last panel, which has most to do, first
        int width = Panel<TLanes, TVector, TNumber>.Width, first = (Count - 1 - item) * width;
        int columns = Math.Min(width, reflectors.Columns - first);
        var panel = new Panel<TLanes, TVector, TNumber>(memory);
        panel.Elements.Clear();
        for (int column = 0; column < columns; column++) panel.Elements[(first + column) * width + column] = TNumber.One;

        int block = (first + columns - 1) / Reflectors<TNumber>.Block;
        for (int zeros = first; block >= 0; block--)
        {
            panel.Reflect(reflectors, block, zeros);
            zeros = Math.Min(zeros, block * Reflectors<TNumber>.Block);
        }
        target.Write(panel.Elements, width, first, reflectors.Signs.Slice(first, columns));
    }
}
