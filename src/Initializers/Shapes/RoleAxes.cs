using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The axes of a tensor that have one role, as one axis whose last part moves fastest: its length, and the offset of each index in
/// memory.
/// </summary>
/// <remarks>Neighbours in memory are taken together, so that there is mostly one. Thread-safe: an immutable value.</remarks>
internal readonly struct RoleAxes
{
    private readonly int _count;
    private readonly Numbers _extents, _strides;

    /// <summary>The axes of a role; a shape that has none has one index, which is at 0.</summary>
    public RoleAxes(in TensorShape shape, AxisRole role)
    {
        Count = 1;
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; stride *= shape[axis], axis--)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != role) continue;
            Count *= shape[axis];
            if (_count > 0 && _strides[_count - 1] * _extents[_count - 1] == stride) _extents[_count - 1] *= shape[axis];
            else (_extents[_count], _strides[_count++]) = (shape[axis], stride);
        }
    }

    /// <summary>How many indices there are.</summary>
    public long Count { get; }

    /// <summary>Whether the indices follow each other at one distance.</summary>
    public bool IsOne => _count == 1;

    /// <summary>The distance from an index to the next, but where a slower axis moves.</summary>
    public long Stride => _count == 0 ? 1 : _strides[0];

    /// <summary>Where a index is.</summary>
    public long OffsetOf(long index)
    {
        if (_count == 1) return index * _strides[0];
        long offset = 0;
        for (int i = 0; i < _count; i++)
        {
            (index, long at) = Math.DivRem(index, _extents[i]);
            offset += at * _strides[i];
        }
        return offset;
    }

    /// <summary>The index of an element.</summary>
    public long IndexOf(long element)
    {
        long index = 0;
        for (int i = _count - 1; i >= 0; i--) index = index * _extents[i] + element / _strides[i] % _extents[i];
        return index;
    }

    [InlineArray(TensorShape.MaxRank)]
    private struct Numbers
    {
        private long _first;
    }
}
