namespace Initializers.Diagnostics;

/// <summary>
/// Over what a normalization takes mean and mean square. All divide by sqrt(variance + 1e-5) and have no factors and shifts of their own,
/// as at the start of training.
/// </summary>
public enum Normalization
{
    /// <summary>
    /// All numbers of an example, whose mean is subtracted: Ba, Kiros and Hinton (2016), "Layer Normalization",
    /// <see href="https://arxiv.org/abs/1607.06450"/>.
    /// </summary>
    Layer,

    /// <summary>
    /// All numbers of an example, whose mean stays: Zhang and Sennrich (2019), "Root Mean Square Layer Normalization",
    /// <see href="https://arxiv.org/abs/1910.07467"/>.
    /// </summary>
    RootMeanSquare,

    /// <summary>
    /// Each channel, over all examples and places, in training mode: Ioffe and Szegedy (2015), "Batch Normalization",
    /// <see href="https://arxiv.org/abs/1502.03167"/>.
    /// </summary>
    Batch,
}
