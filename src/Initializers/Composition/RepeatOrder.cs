namespace Initializers;

/// <summary>How outputs are repeated.</summary>
public enum RepeatOrder
{
    /// <summary>Each output beside its copies, 0 0 1 1 2 2: the sub-pixels of PyTorch's PixelShuffle.</summary>
    Each,

    /// <summary>
    /// All outputs, then all again, 0 1 2 0 1 2: the sub-pixels of TensorFlow's <c>depth_to_space</c>, and packed blocks.
    /// </summary>
    Whole,
}
