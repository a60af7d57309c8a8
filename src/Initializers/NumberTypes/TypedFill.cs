using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// Fills weights of any number type by any initializer: in the initializer's own way if it has one for the type; otherwise by converting
/// floats.
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
        else Convert(initializer, weights, shape, random);
    }

    /// <summary>Whether slices of a number type are filled by themselves, with the values of the whole.</summary>
    public static bool FillsSlices<T>(IWeightInitializer initializer) where T : unmanaged =>
        Capabilities.FillsSlices(initializer) && (typeof(T) == typeof(float) || !Capabilities.Draws<T>(initializer));

    /// <summary>Fills a slice of a number type for which there is <see cref="FillsSlices"/>; the source is at element 0.</summary>
    public static void RunSlice<T>(IWeightInitializer initializer, Span<T> slice, long start, in TensorShape shape, IRandomBitSource random)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Capabilities.SlicesOf(initializer).InitializeSlice(MemoryMarshal.Cast<T, float>(slice), start, shape, random);
        else if (Binding.Unbound(initializer) is ElementwiseInitializer elementwise)
            elementwise.InitializeSliceAs(slice, start, shape, random);
        else
        {
            using var floats = new Rented<float>(slice.Length);
            Capabilities.SlicesOf(initializer).InitializeSlice(floats.Span, start, shape, random);
            Numbers.Convert<T>(floats.Span, slice);
        }
    }

    /// <summary>Fills a buffer of floats as large as the parameter, and converts it.</summary>
    public static void Convert<T>(IWeightInitializer initializer, Span<T> weights, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        using var floats = new Rented<float>(weights.Length);
        initializer.Initialize(floats.Span, shape, random);
        Numbers.Convert<T>(floats.Span, weights);
    }
}
