using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The fill of a number type by any initializer: in the type's own way where the initializer has one, else as floats that are converted.
/// </summary>
internal static class TypedFill
{
    /// <summary>
    /// Fills <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, or <see cref="ushort"/> with the bits of bfloat16.
    /// </summary>
    public static void Run<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        initializer = Binding.Unbound(initializer);
        if (typeof(T) == typeof(float)) initializer.Initialize(MemoryMarshal.Cast<T, float>(weights), shape, random);
        else if (typeof(T) == typeof(double)) initializer.Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
        else if (initializer is ITypedInitializer typed && typed.Draws<T>()) typed.Initialize(weights, shape, random);
        else if (initializer is ElementwiseInitializer elementwise) elementwise.InitializeAs(weights, shape, random);
        else ConvertedFill.All(initializer, weights, shape, random);
    }
}

/// <summary>Weights of another number type: sampled as floats, then converted once.</summary>
internal static class ConvertedFill
{
    /// <summary>All of a parameter through a buffer of its size, which any initializer can fill.</summary>
    public static void All<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        using var floats = new Rented<float>(weights.Length);
        initializer.Initialize(floats.Span, shape, random);
        Numbers.Convert<T>(floats.Span, weights);
    }
}
