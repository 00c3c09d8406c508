//! Layout of chunks.
