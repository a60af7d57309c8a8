namespace Initializers;

/// <summary>What an axis of a weight tensor counts.</summary>
internal enum AxisRole
{
    In,
    Out,
    Kernel,
    Batch,
}
