namespace Initializers;

/// <summary>Which channels of a looks-linear layer come in pairs of opposite sign.</summary>
public enum MirroredAxes
{
    /// <summary>Inputs and outputs, <c>[[W, -W], [-W, W]]</c>: a hidden layer.</summary>
    Both,

    /// <summary>Outputs alone, <c>[W; -W]</c>: the first layer.</summary>
    Outputs,

    /// <summary>Inputs alone, <c>[W, -W]</c>: the last layer, or one behind a concatenated ReLU.</summary>
    Inputs,
}
