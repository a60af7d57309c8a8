// torch.manual_seed and get_rng_state are those of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
