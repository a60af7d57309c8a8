namespace Initializers.Frameworks;

/// <summary>The number types of the backends' seeds.</summary>
internal static class KerasSeedType
{
    /// <summary>A number as a backend's seeds hold it: int64 of TensorFlow, int32 of PyTorch, uint32 of JAX and NumPy.</summary>
    public static long Wrapped(this KerasBackend backend, long value) =>
        backend switch { KerasBackend.TensorFlow => value, KerasBackend.Torch => (int)value, _ => (uint)value };
}
