namespace Initializers.Diagnostics;

/// <summary>How many values lie between two bounds.</summary>
internal readonly record struct HistogramBar(double Lower, double Upper, double Count);
