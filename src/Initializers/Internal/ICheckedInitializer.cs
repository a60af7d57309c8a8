namespace Initializers;

/// <summary>
/// An initializer that says beforehand whether it can fill a parameter, so that what fills several of them draws nothing if one refuses.
/// </summary>
internal interface ICheckedInitializer : IWeightInitializer
{
    /// <summary>Refuses what a fill would refuse, but for the length of the weights. Nothing is drawn.</summary>
    /// <typeparam name="T">
    /// The number type to be filled: <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, <see cref="ushort"/> for the bits of
    /// bfloat16, or one that floats are converted to.
    /// </typeparam>
    /// <param name="shape">The parameter's shape, which has elements.</param>
    /// <param name="random">The source to be drawn from; null where it is not known yet, and is not what is asked about.</param>
    /// <exception cref="ArgumentException">A fill would be refused.</exception>
    void Check<T>(in TensorShape shape, IRandomSource? random) where T : unmanaged;
}
