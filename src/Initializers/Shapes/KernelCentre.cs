namespace Initializers;

/// <summary>The centre of a kernel along an axis of even extent, which has two middle elements. An odd extent has only one.</summary>
public enum KernelCentre
{
    /// <summary>
    /// Element extent / 2, the later one: PyTorch's <c>dirac_</c>, and convolutions padded at least as much before as after.
    /// </summary>
    Later,

    /// <summary>
    /// Element (extent - 1) / 2, the earlier one: "same" padding in Keras, TensorFlow and JAX, which pads one more after than before.
    /// </summary>
    Earlier,
}

internal static class KernelCentres
{
    /// <summary>The index of the centre along an axis.</summary>
    public static long Of(this KernelCentre centre, long extent) => centre == KernelCentre.Later ? extent / 2 : (extent - 1) / 2;

    /// <summary>The offset of the centre tap from the first one in memory.</summary>
    public static long OffsetIn(this KernelCentre centre, in TensorShape shape)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) offset += centre.Of(shape[axis]) * shape.StrideOf(axis);
        }
        return offset;
    }
}
