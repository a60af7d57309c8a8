// libtorch's functions draw from one generator, which manual_seed seeds for the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
