using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>An initializer that fills number types in a way of their own: its doubles, say, are not its floats, widened.</summary>
/// <remarks>Defaults to one whose doubles are its own, and the rest its floats, converted.</remarks>
internal interface ITypedInitializer : IWeightInitializer
{
    /// <summary>Whether values of a type are drawn in a way of their own, rather than as floats that are converted.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="Half"/>, or <see cref="ushort"/> for the bits of bfloat16.</typeparam>
    bool Draws<T>() where T : unmanaged => typeof(T) == typeof(double);

    /// <summary>Fills all of a parameter with values of a type that it draws.</summary>
    /// <typeparam name="T">The type, as of <see cref="Draws"/>.</typeparam>
    /// <inheritdoc cref="IWeightInitializer.Initialize(Span{float}, TensorShape, IRandomSource)"/>
    void Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random) where T : unmanaged =>
        Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
}
