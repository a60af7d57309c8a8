namespace Initializers.Diagnostics;

/// <summary>What a convolution finds beyond the edge of its inputs.</summary>
public enum Padding
{
    /// <summary>
    /// Zeros: the outputs have as many places as the inputs, divided by the stride and rounded up, with the odd one of the zeros behind
    /// (Keras' "same").
    /// </summary>
    Zeros,

    /// <summary>The inputs from the other edge, in as many places: what theory usually assumes, since all places are then alike.</summary>
    Circular,

    /// <summary>Nothing: the kernel stays inside, and there are fewer outputs.</summary>
    None,
}
